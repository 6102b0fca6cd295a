/**
 * Attestation tokens: signing them, verifying them against what the operator trusts, and finding
 * the guest's TEE key in them (spec: KBS protocol §4).
 *
 * <p>Start at {@link dev.keybay.core.token.HostTokenVerifier}; {@link
 * dev.keybay.core.token.TokenTrust} decides which key may vouch for a token.
 */
@NullMarked
package dev.keybay.core.token;

import org.jspecify.annotations.NullMarked;
