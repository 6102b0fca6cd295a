/**
 * Answers encrypted to the guest's TEE key: JWE (RFC 7516) written by hand on JCA, because the
 * guest recomputes the additional data from its own serialisation of the header, so that the order
 * of members matters (spec: KBS protocol §2.6).
 *
 * <p>Start at {@link dev.keybay.core.seal.GuestSeal}.
 */
@NullMarked
package dev.keybay.core.seal;

import org.jspecify.annotations.NullMarked;
