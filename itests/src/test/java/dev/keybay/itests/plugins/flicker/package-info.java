/** A plugin whose servlet comes and goes. */
@NullMarked
package dev.keybay.itests.plugins.flicker;

import org.jspecify.annotations.NullMarked;
