/** A plugin that says how it is. */
@NullMarked
package dev.keybay.itests.plugins.ailing;

import org.jspecify.annotations.NullMarked;
