/** How much CPU and time requests cost. */
@NullMarked
package dev.keybay.bench.measure;

import org.jspecify.annotations.NullMarked;
