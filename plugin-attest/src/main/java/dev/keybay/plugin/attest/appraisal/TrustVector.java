package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.attest.AttestationException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trustworthiness vector.
 *
 * @param values of the claims that a policy made, each -128 to 127
 */
public record TrustVector(Map<TrustClaim, Integer> values) {

  /** All claims made, none of them a statement. */
  static final TrustVector SILENT = silent();

  public TrustVector {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /**
   * Reads what a policy gave as {@code trust_claims}.
   *
   * @throws AttestationException unless it is an object of at least one claim, all known and in
   *     range. A value out of range is not cut down to eight bits: that would make 258 affirming
   */
  static TrustVector of(@Nullable Object trustClaims) throws AttestationException {
    if (!(trustClaims instanceof Map<?, ?> members) || members.isEmpty()) {
      throw new AttestationException(
          "expected trust_claims of the attestation policy to be an object of at least one claim");
    }
    Map<TrustClaim, Integer> values = new EnumMap<>(TrustClaim.class);
    for (Map.Entry<?, ?> member : members.entrySet()) {
      TrustClaim claim =
          TrustClaim.named(member.getKey())
              .orElseThrow(
                  () -> new AttestationException("the attestation policy made an unknown claim"));
      values.put(claim, inRange(claim, member.getValue()));
    }
    return new TrustVector(values);
  }

  /** The worst tier of its claims. */
  public TrustTier tier() {
    TrustTier worst = TrustTier.NONE;
    for (int value : values.values()) {
      worst = worst.or(TrustTier.of(value));
    }
    return worst;
  }

  /** As a token writes it, in the order of the claims. */
  public Map<String, @Nullable Object> claims() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    values.forEach((claim, value) -> claims.put(claim.claimName(), value));
    return claims;
  }

  private static int inRange(TrustClaim claim, @Nullable Object value) throws AttestationException {
    return WholeNumber.of(value, Byte.MIN_VALUE, Byte.MAX_VALUE)
        .orElseThrow(
            () ->
                new AttestationException(
                    "expected the claim "
                        + claim.claimName()
                        + " of the attestation policy to be a whole number from -128 to 127"));
  }

  private static TrustVector silent() {
    Map<TrustClaim, Integer> zeros = new EnumMap<>(TrustClaim.class);
    for (TrustClaim claim : TrustClaim.values()) {
      zeros.put(claim, 0);
    }
    return new TrustVector(zeros);
  }
}
