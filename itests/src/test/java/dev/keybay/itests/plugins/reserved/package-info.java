/** A plugin that claims a reserved route. */
@NullMarked
package dev.keybay.itests.plugins.reserved;

import org.jspecify.annotations.NullMarked;
