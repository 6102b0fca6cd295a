/**
 * Where the host lives: its folders, its clock, the rounds in which it looks at its files, and what
 * it says when its settings cannot be used.
 */
@NullMarked
package dev.keybay.core.host;

import org.jspecify.annotations.NullMarked;
