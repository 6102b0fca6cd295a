package dev.keybay.policy.rego;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Resource policies of the kinds that a Trustee KBS ships. */
class ResourcePolicyTest {
  private static final Map<String, Object> RESOURCE =
      Map.of(
          "plugin", "resource", "resource-path", List.of("repo", "type", "tag"), "query", Map.of());
  private static final Map<String, Object> OTHER =
      Map.of("plugin", "nebula-ca", "resource-path", List.of("credential"), "query", Map.of());

  private static Map<String, Object> claims(String tee, String status) {
    return Map.of(
        "submods",
        Map.of(
            "cpu0",
            Map.of(
                "ear.status",
                status,
                "ear.veraison.annotated-evidence",
                Map.of(tee, Map.of("svn", 1)))));
  }

  private static Optional<Boolean> allow(String source, Map<String, Object> data, Object claims) {
    CompiledPolicy policy = Rego.compile(source);
    return policy.decide(data, claims, "data.policy.allow", PolicyLimits.DEFAULT);
  }

  @Test
  void theDefaultAllowsResourcesUnlessTheEvidenceIsOfTheSampleTee() {
    String source =
        """
        package policy

        default allow = false

        allow if {
          data.plugin == "resource"
          not input["submods"]["cpu0"]["ear.veraison.annotated-evidence"]["sample"]
        }
        """;
    assertEquals(Optional.of(true), allow(source, RESOURCE, claims("tdx", "none")));
    assertEquals(Optional.of(false), allow(source, RESOURCE, claims("sample", "none")));
    assertEquals(Optional.of(true), allow(source, RESOURCE, Map.of()));
    assertEquals(Optional.of(false), allow(source, OTHER, claims("tdx", "none")));
  }

  @Test
  void allowAllLeavesOtherPluginsDenied() {
    String source =
        "package policy\ndefault allow = false\nallow if {\n\tdata.plugin == \"resource\"\n}\n";
    assertEquals(Optional.of(true), allow(source, RESOURCE, Map.of()));
    assertEquals(Optional.of(false), allow(source, OTHER, Map.of()));
  }

  @Test
  void denyAllDenies() {
    assertEquals(
        Optional.of(false), allow("package policy\ndefault allow = false\n", RESOURCE, Map.of()));
  }

  @Test
  void affirmingWantsAllSubmodulesAffirming() {
    String source =
        """
        package policy
        import rego.v1

        default allow = false

        allow if {
          data.plugin == "resource"
          count(input.submods) > 0
          not any_not_affirming
        }

        any_not_affirming if {
          some _, submod in input.submods
          submod["ear.status"] != "affirming"
        }
        """;
    assertEquals(Optional.of(true), allow(source, RESOURCE, claims("tdx", "affirming")));
    assertEquals(Optional.of(false), allow(source, RESOURCE, claims("tdx", "warning")));
    assertEquals(Optional.of(false), allow(source, RESOURCE, Map.of("submods", Map.of())));
  }

  @Test
  void pathsAndQueriesOfTheRequestAreData() {
    String source =
        """
        package policy
        default allow := false
        allow if {
          data["resource-path"][0] == "repo"
          data["resource-path"][2] in {"tag", "other"}
          data.query.version == "2"
          input.tee == "snp"
        }
        """;
    Map<String, Object> data =
        Map.of(
            "plugin",
            "resource",
            "resource-path",
            List.of("repo", "a", "tag"),
            "query",
            Map.of("version", "2"));
    assertEquals(Optional.of(true), allow(source, data, Map.of("tee", "snp")));
    assertEquals(Optional.of(false), allow(source, RESOURCE, Map.of("tee", "snp")));
  }

  @Test
  void whatIsUndefinedOrNotBooleanIsNoDecision() {
    assertEquals(Optional.empty(), allow("package policy\nallow if false", RESOURCE, Map.of()));
    assertEquals(Optional.empty(), allow("package policy\nallow := \"yes\"", RESOURCE, Map.of()));
    assertEquals(Optional.empty(), allow("package other\nallow := true", RESOURCE, Map.of()));
  }
}
