package dev.keybay.plugin.attest.initdata;

import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes claims of the texts of init-data. The configurations of the guest's components are opened
 * up, and so is the data of its agent's policy, so that policies can look inside. What cannot be
 * opened stays as it is.
 */
final class InitDataClaims {
  private static final Set<String> CONFIGURATIONS = Set.of("cdh.toml", "aa.toml");
  private static final String AGENT_POLICY = "policy.rego";
  private static final String AGENT_POLICY_DATA = "policy_data := {";

  private InitDataClaims() {}

  static Map<String, @Nullable Object> of(Map<String, String> data) {
    Map<String, @Nullable Object> claims = new TreeMap<>();
    data.forEach(
        (name, text) -> {
          if (name.equals(AGENT_POLICY)) {
            putAgentPolicy(text, claims);
          } else {
            claims.put(name, CONFIGURATIONS.contains(name) ? opened(text) : text);
          }
        });
    return claims;
  }

  private static Object opened(String configuration) {
    try {
      return Toml.read(configuration);
    } catch (JsonException e) {
      return configuration;
    }
  }

  /** The tool that writes agent policies puts their data last, as one JSON object. */
  private static void putAgentPolicy(String text, Map<String, @Nullable Object> claims) {
    int start = text.indexOf(AGENT_POLICY_DATA);
    if (start >= 0) {
      try {
        claims.put(
            "agent_policy_claims",
            Json.read(text.substring(start + AGENT_POLICY_DATA.length() - 1)));
        return;
      } catch (JsonException e) {
        // No object up to the end: a policy that someone wrote by hand.
      }
    }
    claims.put(AGENT_POLICY, text);
  }
}
