/** Tests of what must hold for long: over many swaps, over kills, over time. */
@NullMarked
package dev.keybay.itests.lasting;

import org.jspecify.annotations.NullMarked;
