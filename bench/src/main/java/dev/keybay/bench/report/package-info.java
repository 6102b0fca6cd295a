/** What was found, as text, and whether it keeps the budget. */
@NullMarked
package dev.keybay.bench.report;

import org.jspecify.annotations.NullMarked;
