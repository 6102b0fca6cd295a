package dev.keybay.plugin.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.api.policy.PolicyLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedPoliciesTest {
  private static final Optional<Boolean> YES = Optional.of(true);
  private static final Optional<Boolean> NO = Optional.of(false);

  @Test
  void theDefaultLetsEveryTeeInButTheSample() throws Exception {
    assertEquals(YES, decide("default", "resource", token("cpu0", "snp")));
    assertEquals(YES, decide("default", "resource", token("cpu0", "tdx", "gpu0", "nvidia")));
    assertEquals(NO, decide("default", "resource", token("cpu0", "sample")));
    assertEquals(NO, decide("default", "resource", token("cpu0", "snp", "cpu1", "sample")));
  }

  @Test
  void theDefaultTakesASampleDeviceOnlyBesideARealCpu() throws Exception {
    assertEquals(YES, decide("default", "resource", token("cpu0", "snp", "gpu0", "sampledevice")));
    assertEquals(NO, decide("default", "resource", token("gpu0", "sampledevice")));
  }

  @Test
  void theDefaultTakesTokensOfOtherIssuers() throws Exception {
    assertEquals(YES, decide("default", "resource", Map.of("tdx", Map.of())));
  }

  @Test
  void theDefaultLeavesOtherPluginsDenied() throws Exception {
    assertEquals(NO, decide("default", "pkcs11", token("cpu0", "snp")));
  }

  @Test
  void allowAllAllowsAllResources() throws Exception {
    assertEquals(YES, decide("allow_all", "resource", token("cpu0", "sample")));
    assertEquals(NO, decide("allow_all", "pkcs11", token("cpu0", "snp")));
  }

  @Test
  void denyAllDeniesAll() throws Exception {
    assertEquals(NO, decide("deny_all", "resource", token("cpu0", "snp")));
  }

  @Test
  void affirmingWantsEverySubmoduleAffirmed() throws Exception {
    assertEquals(YES, decide("affirming", "resource", statuses("affirming")));
    assertEquals(YES, decide("affirming", "resource", statuses("affirming", "affirming")));
    assertEquals(NO, decide("affirming", "resource", statuses("affirming", "warning")));
    assertEquals(NO, decide("affirming", "resource", statuses("none")));
    assertEquals(NO, decide("affirming", "resource", statuses()));
    assertEquals(NO, decide("affirming", "resource", Map.of()));
    assertEquals(NO, decide("affirming", "resource", Map.of("submods", Map.of("cpu0", Map.of()))));
    assertEquals(NO, decide("affirming", "pkcs11", statuses("affirming")));
  }

  private static Optional<Boolean> decide(String id, String plugin, Map<String, ?> token)
      throws Exception {
    return ShippedPolicy.compiled(id)
        .decide(
            Map.of("plugin", plugin, "resource-path", List.of("a", "b", "c"), "query", Map.of()),
            token,
            "data.policy.allow",
            PolicyLimits.DEFAULT);
  }

  /** A token of pairs of submodule and TEE. */
  private static Map<String, ?> token(String... pairs) {
    Map<String, Object> submods = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      submods.put(
          pairs[i],
          Map.of("ear.veraison.annotated-evidence", Map.of(pairs[i + 1], Map.of("svn", "1"))));
    }
    return Map.of("submods", submods);
  }

  private static Map<String, ?> statuses(String... statuses) {
    Map<String, Object> submods = new LinkedHashMap<>();
    for (String status : statuses) {
      submods.put("cpu" + submods.size(), Map.of("ear.status", status));
    }
    return Map.of("submods", submods);
  }
}
