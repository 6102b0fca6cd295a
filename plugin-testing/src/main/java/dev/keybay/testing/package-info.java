/**
 * The host's side of a plugin's unit tests, in memory. Start with {@link
 * dev.keybay.testing.Exchange}. For tests on one thread, unless a class says otherwise.
 */
@NullMarked
package dev.keybay.testing;

import org.jspecify.annotations.NullMarked;
