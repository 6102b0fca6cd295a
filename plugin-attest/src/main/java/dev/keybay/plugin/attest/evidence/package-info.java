/** From what a guest sent to what verifiers say of it. */
@NullMarked
package dev.keybay.plugin.attest.evidence;

import org.jspecify.annotations.NullMarked;
