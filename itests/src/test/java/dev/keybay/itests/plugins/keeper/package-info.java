/** A plugin that uses all that the host gives it, and closes none of it. */
@NullMarked
package dev.keybay.itests.plugins.keeper;

import org.jspecify.annotations.NullMarked;
