package dev.keybay.core.admin;

import dev.keybay.core.config.SettingsCheck;
import dev.keybay.core.jose.KeyDocuments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether an identity provider has places for its keys that can be asked. */
public final class IdentityCheck implements SettingsCheck {
  private static final String[] PLACES = {"publicKeyUri", "jwkSetUri"};

  @Override
  public Map<String, String> problems(Map<String, Object> values) {
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
