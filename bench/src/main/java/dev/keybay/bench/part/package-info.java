/** The parts of a request, measured alone in this process. */
@NullMarked
package dev.keybay.bench.part;

import org.jspecify.annotations.NullMarked;
