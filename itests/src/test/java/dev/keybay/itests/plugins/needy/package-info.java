/** A plugin whose activation throws. */
@NullMarked
package dev.keybay.itests.plugins.needy;

import org.jspecify.annotations.NullMarked;
