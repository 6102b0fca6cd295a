package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A policy for CPU evidence like the one that a Trustee attestation service ships. */
class AttestationPolicyTest {
  private static final String CLAIMS = "data.policy.trust_claims";
  private static final String EXTENSIONS = "data.policy.extensions";

  static String source() throws IOException {
    try (InputStream text = AttestationPolicyTest.class.getResourceAsStream("cpu.rego")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static PolicyFunction references(Map<String, ?> values) {
    return new PolicyFunction("query_reference_value", 1, a -> values.get((String) a.get(0)));
  }

  static Map<String, Object> evaluate(Object input, Map<String, ?> references) throws IOException {
    return Rego.compile(source())
        .evaluate(
            Map.of(),
            input,
            List.of(CLAIMS, EXTENSIONS),
            List.of(references(references)),
            PolicyLimits.DEFAULT);
  }

  private static Map<String, Object> expected(long executables, long hardware, long configuration) {
    Map<String, Object> claims = new HashMap<>();
    for (String name :
        List.of(
            "instance-identity",
            "file-system",
            "runtime-opaque",
            "storage-opaque",
            "sourced-data")) {
      claims.put(name, 0L);
    }
    claims.putAll(
        Map.of("executables", executables, "hardware", hardware, "configuration", configuration));
    return claims;
  }

  /** What is undefined for an input may be there for another; what is a comment never is. */
  @Test
  void aPolicyTellsWhetherItHasARule() {
    assertTrue(Rego.compile("package policy\ntrust_claims := {} if false").defines(CLAIMS));
    assertTrue(Rego.compile("package policy\ntrust_claims.hardware := 2").defines(CLAIMS));
    assertTrue(Rego.compile("package policy\ntrust_claims := input.x").defines(CLAIMS + ".a"));
    assertTrue(
        Rego.compile("package policy\ntrust_claims[k] := 1 if some k in []").defines(CLAIMS));
    String without = "package policy\n# trust_claims come later\nextensions := []";
    assertFalse(Rego.compile(without).defines(CLAIMS));
    assertFalse(Rego.compile("package other\ntrust_claims := {}").defines(CLAIMS));
    assertFalse(Rego.compile("package policy\nx.trust_claims := {}").defines(CLAIMS));
    assertThrows(
        PolicyEvaluationException.class, () -> Rego.compile(without).defines("no path of data"));
  }

  @Test
  void withoutReferenceValuesEverythingIsContraindicated() throws IOException {
    Map<String, Object> result = evaluate(Map.of("sample", Map.of("svn", "1")), Map.of());
    assertEquals(expected(33, 97, 36), result.get(CLAIMS));
  }

  @Test
  void theSampleTeeIsAffirmedByItsReferenceValues() throws IOException {
    Map<String, Object> sample =
        Map.of(
            "launch_digest",
            "abcde",
            "svn",
            "1",
            "platform_version",
            Map.of("major", 1, "minor", 4));
    Map<String, Object> references =
        Map.of(
            "launch_digest",
            List.of("abcde"),
            "svn",
            List.of("1", "2"),
            "major_version",
            1,
            "minimum_minor_version",
            1);
    assertEquals(expected(3, 2, 36), evaluate(Map.of("sample", sample), references).get(CLAIMS));
    assertEquals(
        expected(33, 2, 36),
        evaluate(
                Map.of("sample", sample),
                Map.of("svn", List.of("1"), "major_version", 1, "minimum_minor_version", 1))
            .get(CLAIMS));
  }

  @Test
  void tdxFallsBackWhereOnlyTheKernelIsKnown() throws IOException {
    Map<String, Object> tdx =
        Map.of(
            "quote",
            Map.of(
                "header",
                Map.of("tee_type", "81000000", "vendor_id", "939a7233f79c4ca9940a0db3957f0607"),
                "body",
                Map.of("mr_td", "aa", "xfam", "e7", "rtmr_1", "r1", "rtmr_2", "r2")),
            "td_attributes",
            Map.of("debug", false),
            "tcb_status",
            "UpToDate",
            "collateral_expiration_status",
            "0");
    Map<String, Object> references =
        new HashMap<>(Map.of("mr_td", List.of("aa"), "xfam", List.of("e7")));
    assertEquals(expected(33, 2, 2), evaluate(Map.of("tdx", tdx), references).get(CLAIMS));
    references.put("rtmr_1", List.of("r1"));
    assertEquals(expected(4, 2, 2), evaluate(Map.of("tdx", tdx), references).get(CLAIMS));
    references.put("rtmr_2", List.of("r2"));
    assertEquals(expected(3, 2, 2), evaluate(Map.of("tdx", tdx), references).get(CLAIMS));
  }

  @Test
  void secureExecutionIsAffirmedByItsPresence() throws IOException {
    assertEquals(expected(3, 2, 2), evaluate(Map.of("se", Map.of()), Map.of()).get(CLAIMS));
  }

  @Test
  void identifiersOfContainersBecomeAnExtension() throws IOException {
    Map<String, Object> container =
        Map.of(
            "OCI",
            Map.of(
                "Annotations",
                Map.of("io.kubernetes.cri.image-name", "img:1"),
                "Process",
                Map.of("User", Map.of("UID", 7))));
    Object input =
        Map.of(
            "se",
            Map.of(),
            "init_data_claims",
            Map.of("agent_policy_claims", Map.of("containers", List.of(container))));
    assertEquals(
        List.of(
            Map.of(
                "name",
                "ear.trustee.identifiers",
                "key",
                -18L,
                "value",
                Map.of(
                    "validated",
                    Map.of("container_images", List.of("img:1"), "container_uids", List.of(7L))))),
        evaluate(input, Map.of()).get(EXTENSIONS));
  }

  @Test
  void emptyIdentifiersAreLeftOut() throws IOException {
    assertEquals(
        List.of(
            Map.of(
                "name",
                "ear.trustee.identifiers",
                "key",
                -18L,
                "value",
                Map.of("validated", Map.of()))),
        evaluate(Map.of("se", Map.of()), Map.of()).get(EXTENSIONS));
  }
}
