package dev.keybay.core.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
    String wrong = wrong(expression);
    if (!wrong.isEmpty()) {
      problems.put("allowedEndpoints", wrong);
    }
    return problems;
  }

  private static String wrong(String expression) {
    if (!expression.startsWith("^/kbs") || !expression.endsWith("$")) {
      return "expected a regular expression that begins with ^/kbs and ends with $, got "
          + (expression.isEmpty() ? "none" : expression);
    }
    try {
      Pattern.compile(expression);
      return "";
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() < 0 ? "" : " at its character " + (e.getIndex() + 1);
      return "expected a regular expression, got "
          + expression
          + ", wrong"
          + place
          + ": "
          + e.getDescription();
    }
  }
}
