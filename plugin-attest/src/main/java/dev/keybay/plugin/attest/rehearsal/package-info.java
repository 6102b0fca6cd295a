/** Policies tried out on recorded input: what they would decide, and why. Changes nothing. */
@NullMarked
package dev.keybay.plugin.attest.rehearsal;

import org.jspecify.annotations.NullMarked;
