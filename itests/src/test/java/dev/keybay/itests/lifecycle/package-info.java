/**
 * Tests of the operations on plugins: what each does and refuses, what a crash in the middle of one
 * leaves, several operators at once, and what a start makes of damage.
 */
@NullMarked
package dev.keybay.itests.lifecycle;

import org.jspecify.annotations.NullMarked;
