/** A plugin with interfaces beside that for guests. */
@NullMarked
package dev.keybay.itests.plugins.desk;

import org.jspecify.annotations.NullMarked;
