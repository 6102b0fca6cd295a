/**
 * Whether versions that were taken out are really gone from memory, and what holds those that are
 * not.
 *
 * <p>Start with {@link dev.keybay.core.leak.LeakWatch}.
 */
@NullMarked
package dev.keybay.core.leak;

import org.jspecify.annotations.NullMarked;
