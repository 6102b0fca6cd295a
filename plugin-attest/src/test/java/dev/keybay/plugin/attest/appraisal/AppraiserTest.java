package dev.keybay.plugin.attest.appraisal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.plugin.attest.evidence.RuntimeData;
import dev.keybay.plugin.attest.evidence.VerifiedEvidence;
import dev.keybay.plugin.attest.reference.Extractors;
import dev.keybay.plugin.attest.reference.ReferenceValues;
import dev.keybay.plugin.attest.reference.SampleExtractor;
import dev.keybay.plugin.attest.settings.AttestSettings;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapPolicies;
import dev.keybay.testing.MapSettings;
import dev.keybay.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppraiserTest {
  private final MapPolicies policies = new MapPolicies();
  private final AttestSettings settings = new AttestSettings(new MapSettings(Map.of()));
  private final SetClock clock = new SetClock();
  private final ReferenceValues references =
      new ReferenceValues(
          new MapData(clock),
          settings,
          new Extractors(List.of(new SampleExtractor())),
          () -> false,
          clock);
  private final Appraiser appraiser = new Appraiser(policies, references, settings);

  @Test
  void aPolicyMayAskForReferenceValues() throws Exception {
    String payload =
        Base64.getEncoder().encodeToString("{\"svn\":[1,2]}".getBytes(StandardCharsets.UTF_8));
    references.register(
        ("{\"type\":\"sample\",\"payload\":\"" + payload + "\"}").getBytes(StandardCharsets.UTF_8));
    policies.define(
        Kind.ATTESTATION,
        "default_cpu",
        "package policy",
        (input, functions) -> {
          assertEquals("query_reference_value", functions.get(0).name());
          assertEquals(1, functions.get(0).arity());
          assertEquals(List.of(1, 2), functions.get(0).body().call(List.of("svn")));
          @Nullable Object absent = functions.get(0).body().call(List.of("unknown"));
          assertEquals(null, absent);
          assertThrows(
              IllegalArgumentException.class, () -> functions.get(0).body().call(List.of(1)));
          return Map.of("data.policy.trust_claims", Map.of("hardware", 2));
        });

    assertEquals(TrustTier.AFFIRMING, appraiser.appraise(verified(Map.of())).vector().tier());
  }

  @Test
  void aClassWithoutAPolicyFails() {
    AttestationException refused =
        assertThrows(
            AttestationException.class,
            () -> appraiser.appraise(verified("hygondcu", "dcu", Map.of())));

    assertEquals("there is no attestation policy default_dcu", refused.getMessage());
  }

  @Test
  void aPolicyWithoutTheRuleMakesNoStatement() throws Exception {
    policies.define(
        Kind.ATTESTATION, "default_cpu", "package policy", (input, functions) -> Map.of());
    Appraisal appraisal = appraiser.appraise(verified(Map.of()));

    assertEquals(TrustTier.NONE, appraisal.vector().tier());
    assertEquals(8, appraisal.vector().claims().size());
  }

  @Test
  void aRuleThatIsUndefinedFails() {
    policies.define(
        Kind.ATTESTATION,
        "default_cpu",
        "package policy\ntrust_claims := {} if false",
        (input, functions) -> Map.of());

    assertThrows(AttestationException.class, () -> appraiser.appraise(verified(Map.of())));
  }

  @Test
  void evidenceWithoutReportDataHasNoRuntimeData() throws Exception {
    affirmEverything();

    assertEquals(
        Map.of("snp", Map.of("a", 1)), appraiser.appraise(verified(Map.of("a", 1))).evidence());
  }

  @Test
  void theHardwaresInitDataIsShownWithoutTheDocument() throws Exception {
    affirmEverything();
    Map<String, @Nullable Object> evidence =
        appraiser.appraise(verified(Map.of("init_data", "00"))).evidence();

    assertEquals("00", evidence.get("init_data"));
    assertTrue(evidence.containsKey("init_data_claims"));
    assertEquals(null, evidence.get("init_data_claims"));
  }

  @Test
  void aBindingThatIsNoTextIsRefused() {
    affirmEverything();
    Map<String, @Nullable Object> claims = new HashMap<>();
    for (@Nullable Object value : Arrays.asList(1, null, List.of())) {
      claims.put("report_data", value);
      assertThrows(AttestationException.class, () -> appraiser.appraise(verified(claims)));
    }
  }

  private void affirmEverything() {
    policies.define(
        Kind.ATTESTATION,
        "default_cpu",
        "package policy",
        (input, functions) -> Map.of("data.policy.trust_claims", Map.of("hardware", 2)));
  }

  private static VerifiedEvidence verified(Map<String, @Nullable Object> claims) {
    return verified("snp", "cpu", claims);
  }

  private static VerifiedEvidence verified(
      String tee, String teeClass, Map<String, @Nullable Object> claims) {
    return new VerifiedEvidence(
        tee,
        new TeeClaims(teeClass, claims),
        RuntimeData.primary("nonce", Map.of(), ""),
        Optional.empty());
  }
}
