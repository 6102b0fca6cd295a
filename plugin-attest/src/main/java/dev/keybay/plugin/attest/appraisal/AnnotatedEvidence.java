package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.plugin.attest.evidence.VerifiedEvidence;
import dev.keybay.plugin.attest.initdata.InitData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a policy sees of a device and what its submodule of the token repeats: the verifier's claims
 * under the TEE's name, and beside them what the evidence is bound to.
 */
final class AnnotatedEvidence {
  private static final String REPORT_DATA = "report_data";
  private static final String INIT_DATA = "init_data";

  private AnnotatedEvidence() {}

  /**
   * Arranges the claims; members are sorted.
   *
   * @param verbose whether the evidence of additional devices is repeated
   * @throws AttestationException if the verifier gave a binding that is no text
   */
  static Map<String, @Nullable Object> of(VerifiedEvidence evidence, boolean verbose)
      throws AttestationException {
    Map<String, @Nullable Object> own = new LinkedHashMap<>(evidence.claims().claims());
    Map<String, @Nullable Object> annotated = new TreeMap<>();
    if (own.containsKey(INIT_DATA)) {
      annotated.put(INIT_DATA, text(own.remove(INIT_DATA), INIT_DATA));
      annotated.put("init_data_claims", evidence.initData().map(InitData::claims).orElse(null));
    }
    if (own.containsKey(REPORT_DATA)) {
      annotated.put(REPORT_DATA, text(own.remove(REPORT_DATA), REPORT_DATA));
      annotated.put("runtime_data_claims", runtimeData(evidence, verbose));
    }
    annotated.put(evidence.tee(), own);
    return annotated;
  }

  private static Map<String, @Nullable Object> runtimeData(
      VerifiedEvidence evidence, boolean verbose) {
    return verbose ? evidence.runtimeData().claims() : evidence.runtimeData().forDevice().claims();
  }

  private static String text(@Nullable Object value, String claim) throws AttestationException {
    if (value instanceof String text) {
      return text;
    }
    throw new AttestationException("expected the verifier's claim " + claim + " to be a string");
  }
}
