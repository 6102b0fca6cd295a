package dev.keybay.plugin.attest.appraisal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of one device.
 *
 * @param teeClass of the device, for example {@code cpu}
 * @param vector the trustworthiness claims
 * @param evidence what the policy saw
 * @param extensions further claims, by name
 */
public record Appraisal(
    String teeClass,
    TrustVector vector,
    Map<String, @Nullable Object> evidence,
    Map<String, @Nullable Object> extensions) {
  private static final String STATUS = "ear.status";
  private static final String VECTOR = "ear.trustworthiness-vector";
  private static final String POLICY = "ear.appraisal-policy-id";
  private static final String EVIDENCE = "ear.veraison.annotated-evidence";

  /** Names that no extension may have. */
  static final Set<String> OWN_CLAIMS = Set.of(STATUS, VECTOR, POLICY, EVIDENCE);

  /** The submodule of the token (draft-fv-rats-ear, section 3.2). */
  public Map<String, @Nullable Object> submodule() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put(STATUS, vector.tier().status());
    claims.put(VECTOR, vector.claims());
    claims.put(POLICY, Appraiser.POLICY);
    claims.put(EVIDENCE, evidence);
    claims.putAll(extensions);
    return claims;
  }
}
