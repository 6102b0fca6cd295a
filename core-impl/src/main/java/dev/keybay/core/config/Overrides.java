package dev.keybay.core.config;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings given at start, which win over the files.
 *
 * @param texts by {@code NAME.KEY}
 */
record Overrides(Map<String, String> texts) {

  /**
   * Reads the launcher's property {@code keybay.settings}: a JSON object of texts.
   *
   * @throws BrokenConfigurationException if it is not one; the launcher checks what it passes
   */
  static Overrides parse(String json) throws BrokenConfigurationException {
    Map<String, String> texts = new LinkedHashMap<>();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    for (Map.Entry<String, JsonValue> each :
        StrictJson.object("keybay.settings", bytes).entrySet()) {
      if (!(each.getValue().value() instanceof String text)) {
        throw new BrokenConfigurationException(
            new Problem("keybay.settings", "\"" + each.getKey() + "\": expected text"));
      }
      texts.put(each.getKey(), text);
    }
    return new Overrides(texts);
  }

  /**
   * The overrides by whose they are. Names and keys may both have dots, so the longest name that is
   * known counts.
   */
  Map<ConfigName, Map<String, String>> byName(Catalog catalog, List<Problem> problems) {
    Map<ConfigName, Map<String, String>> byName = new LinkedHashMap<>();
    texts.forEach(
        (key, text) -> {
          for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            Optional<ConfigName> name = ConfigName.parse(key.substring(0, dot));
            if (name.isPresent() && catalog.knows(name.get()) && dot + 1 < key.length()) {
              byName
                  .computeIfAbsent(name.get(), it -> new LinkedHashMap<>())
                  .put(key.substring(dot + 1), text);
              return;
            }
          }
          problems.add(new Problem("--set " + key, unknown(catalog, key)));
        });
    return byName;
  }

  private static String unknown(Catalog catalog, String key) {
    int dot = key.lastIndexOf('.');
    return ConfigName.parse(key.substring(0, Math.max(0, dot)))
        .map(catalog::unknown)
        .orElse("expected NAME.KEY=VALUE, for example kbs.compat=trustee");
  }

  /** Without the values. */
  @Override
  public String toString() {
    return texts.keySet().toString();
  }
}
