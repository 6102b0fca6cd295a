/** A plugin without an endpoint. */
@NullMarked
package dev.keybay.itests.plugins.quiet;

import org.jspecify.annotations.NullMarked;
