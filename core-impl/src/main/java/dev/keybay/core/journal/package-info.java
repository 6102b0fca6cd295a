/**
 * Operations on plugins as they are written down: what was asked, which step was reached, how it
 * ended, and why it failed. Survives a crash at any step.
 */
@NullMarked
package dev.keybay.core.journal;

import org.jspecify.annotations.NullMarked;
