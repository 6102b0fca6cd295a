/** The benchmark; start at {@link dev.keybay.bench.Bench}. */
@NullMarked
package dev.keybay.bench;

import org.jspecify.annotations.NullMarked;
