package dev.keybay.core.admin;

import dev.keybay.format.access.EndpointPattern;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether an access rule can be used (spec: KBS protocol §6.9). */
public final class AclCheck {

  private AclCheck() {}

  /**
   * What is wrong.
   *
   * @param values by key; those that have a default may be absent
   * @return by key, for the operator; empty if all holds
   */
  public static Map<String, String> problems(Map<String, Object> values) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (String.valueOf(values.getOrDefault("role", "")).isBlank()) {
      problems.put("role", "expected a role, it is empty");
    }
    String expression = String.valueOf(values.getOrDefault("allowedEndpoints", ""));
    EndpointPattern.problem(expression).ifPresent(wrong -> problems.put("allowedEndpoints", wrong));
    return problems;
  }
}
