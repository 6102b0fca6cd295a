package dev.keybay.plugin.attest.token;

import dev.keybay.plugin.attest.appraisal.Appraisal;
import dev.keybay.plugin.attest.appraisal.TrustTier;
import dev.keybay.plugin.attest.settings.AttestSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an EAT Attestation Result (draft-fv-rats-ear), but for the times and the issuer,
 * which whoever signs it adds.
 *
 * @param claims in the order to be written
 * @param status the worst of the submodules
 */
public record EarToken(Map<String, @Nullable Object> claims, TrustTier status) {

  /** Of appraisals in their order; submodules are numbered within their class from 0. */
  public static EarToken of(List<Appraisal> appraisals, AttestSettings.Values settings) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, @Nullable Object> submodules = new LinkedHashMap<>();
    TrustTier worst = TrustTier.NONE;
    for (Appraisal appraisal : appraisals) {
      int index = counts.merge(appraisal.teeClass(), 1, Integer::sum) - 1;
      submodules.put(appraisal.teeClass() + index, appraisal.submodule());
      worst = worst.or(appraisal.vector().tier());
    }
    Map<String, @Nullable Object> verifier = new LinkedHashMap<>();
    verifier.put("developer", settings.developer());
    verifier.put("build", settings.build());
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("eat_profile", settings.profile());
    claims.put("ear.verifier-id", verifier);
    claims.put("submods", submodules);
    return new EarToken(claims, worst);
  }
}
