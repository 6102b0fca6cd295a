/**
 * Tests of swapping and of what must not be able to harm a broker. The plugins they need are made
 * on the spot, by {@link dev.keybay.itests.swap.TestPlugin}.
 */
@NullMarked
package dev.keybay.itests.swap;

import org.jspecify.annotations.NullMarked;
