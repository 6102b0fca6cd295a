/** A plugin whose requests say what it shall do. */
@NullMarked
package dev.keybay.itests.plugins.probe;

import org.jspecify.annotations.NullMarked;
