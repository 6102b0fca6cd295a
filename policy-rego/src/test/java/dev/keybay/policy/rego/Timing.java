package dev.keybay.policy.rego;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Prints how long evaluations take. Run by hand; asserts nothing. */
final class Timing {
  private static final String RESOURCE =
      """
      package policy
      default allow = false
      allow if {
        data.plugin == "resource"
        not input["submods"]["cpu0"]["ear.veraison.annotated-evidence"]["sample"]
      }
      """;

  private Timing() {}

  public static void main(String[] arguments) throws IOException {
    Object claims =
        Map.of(
            "submods",
            Map.of("cpu0", Map.of("ear.veraison.annotated-evidence", Map.of("tdx", Map.of()))));
    Map<String, Object> data =
        Map.of("plugin", "resource", "resource-path", List.of("a", "b", "c"), "query", Map.of());
    measure("resource policy", RESOURCE, data, claims, List.of("data.policy.allow"));
    Map<String, Object> sample =
        Map.of(
            "launch_digest",
            "abcde",
            "svn",
            "1",
            "platform_version",
            Map.of("major", 1, "minor", 4));
    measure(
        "attestation policy",
        AttestationPolicyTest.source(),
        Map.of(),
        Map.of("sample", sample),
        List.of("data.policy.trust_claims", "data.policy.extensions"));
    measure(
        "mixed",
        Samples.MIXED,
        Map.of("a", List.of(1)),
        Map.of("x", List.of(1, 2), "y", "text", "z", 3.5),
        List.of("data.t"));
  }

  private static void measure(
      String name, String source, Map<String, ?> data, Object input, List<String> rules) {
    Map<String, Object> references =
        Map.of(
            "launch_digest",
            List.of("abcde"),
            "svn",
            List.of("1"),
            "major_version",
            1,
            "minimum_minor_version",
            1);
    List<PolicyFunction> functions = List.of(AttestationPolicyTest.references(references));
    CompiledPolicy policy = new RegoEngine().compile(name, source);
    long size = 0;
    for (int round = 0; round < 6; round++) {
      int count = 100_000;
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        size += policy.evaluate(data, input, rules, functions, PolicyLimits.DEFAULT).size();
      }
      System.out.printf(
          "%s: %.2f µs (%d)%n", name, (System.nanoTime() - start) / 1000.0 / count, size);
    }
    long start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      new RegoEngine().compile(name, source);
    }
    System.out.printf("%s: compiled in %.1f µs%n", name, (System.nanoTime() - start) / 1_000_000.0);
  }
}
