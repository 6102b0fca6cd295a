package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.plugin.attest.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a shipped policy, from JSON texts with apostrophes for quotation marks. */
final class PolicyRun {
  private static final String TRUST_CLAIMS = "data.policy.trust_claims";
  private static final String EXTENSIONS = "data.policy.extensions";

  private final String id;
  private final Map<String, @Nullable Object> references = new HashMap<>();

  PolicyRun(String id) {
    this.id = id;
  }

  PolicyRun reference(String name, String value) throws Exception {
    references.put(name, json(value));
    return this;
  }

  /** Executables, hardware and configuration. */
  List<Integer> judge(String evidence) throws Exception {
    TrustVector vector = TrustVector.of(evaluate(evidence).get(TRUST_CLAIMS));
    return List.of(
        vector.values().getOrDefault(TrustClaim.EXECUTABLES, -128),
        vector.values().getOrDefault(TrustClaim.HARDWARE, -128),
        vector.values().getOrDefault(TrustClaim.CONFIGURATION, -128));
  }

  Map<String, @Nullable Object> extensions(String evidence) throws Exception {
    return PolicyExtensions.of(evaluate(evidence).get(EXTENSIONS));
  }

  Map<String, @Nullable Object> evaluate(String evidence) throws Exception {
    PolicyFunction query =
        new PolicyFunction(
            "query_reference_value", 1, arguments -> references.get(arguments.get(0)));
    return ShippedPolicy.compiled(id)
        .evaluate(
            Map.of(),
            json(evidence),
            List.of(TRUST_CLAIMS, EXTENSIONS),
            List.of(query),
            PolicyLimits.DEFAULT);
  }

  private static @Nullable Object json(String text) throws Exception {
    return Json.read(text.replace('\'', '"'));
  }
}
