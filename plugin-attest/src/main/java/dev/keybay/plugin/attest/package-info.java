/**
 * The RCAR handshake (request, challenge, attestation, response) and what administrators set for
 * it: attestation policies and reference values.
 *
 * <p>The servlets are thin. The way of a handshake begins in {@code handshake}; evidence is
 * verified in {@code evidence}, appraised in {@code appraisal} against the values of {@code
 * reference}, and written down in {@code token}.
 */
@NullMarked
package dev.keybay.plugin.attest;

import org.jspecify.annotations.NullMarked;
