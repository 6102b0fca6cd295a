/** One class for each section of the report. */
@NullMarked
package dev.keybay.bench.section;

import org.jspecify.annotations.NullMarked;
