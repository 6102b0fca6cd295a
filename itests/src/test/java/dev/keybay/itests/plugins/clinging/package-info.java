/** A plugin that does not end. */
@NullMarked
package dev.keybay.itests.plugins.clinging;

import org.jspecify.annotations.NullMarked;
