package dev.keybay.core.admin;

import dev.keybay.core.jose.KeyDocuments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether an identity provider has places for its keys that can be asked. */
public final class IdentityCheck {
  private static final String[] PLACES = {"publicKeyUri", "jwkSetUri"};

  private IdentityCheck() {}

  /**
   * What is wrong.
   *
   * @param values by key; those that have a default may be absent
   * @return by key, for the operator; empty if all holds
   */
  public static Map<String, String> problems(Map<String, Object> values) {
    Map<String, String> problems = new LinkedHashMap<>();
    boolean any = false;
    for (String key : PLACES) {
      String uri = String.valueOf(values.getOrDefault(key, ""));
      any |= !uri.isEmpty();
      try {
        if (!uri.isEmpty()) {
          KeyDocuments.requireUri(uri);
        }
      } catch (IllegalArgumentException e) {
        problems.put(key, String.valueOf(e.getMessage()));
      }
    }
    if (!any) {
      problems.put("publicKeyUri", "expected it or jwkSetUri, both are empty");
    }
    return problems;
  }
}
