package dev.keybay.api.attest;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified token.
 *
 * @param claims all its claims; immutable JSON values as plain Java
 * @param teeKey the guest's public key, a JWK; empty if the token has none, and then nothing can be
 *     sealed to the guest
 * @param tee the TEE that attested, or {@code unknown} for a foreign token that does not say
 * @param expires when it ceases to be valid
 */
public record AttestationToken(
    Map<String, @Nullable Object> claims,
    Map<String, @Nullable Object> teeKey,
    String tee,
    Instant expires) {

  /** Not the claims: they identify a guest. */
  @Override
  public String toString() {
    return "AttestationToken[tee=" + tee + ", expires=" + expires + "]";
  }
}
