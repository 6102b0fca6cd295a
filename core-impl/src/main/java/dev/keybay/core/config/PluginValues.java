package dev.keybay.core.config;

import dev.keybay.core.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/**
 * Settings of a plugin, which have no Metatype: they pass as they are. Configuration Admin holds no
 * nested values, so text, numbers and booleans are themselves, and a list, an object or null is its
 * JSON text; which keys are JSON text is said in the property {@value #JSON_KEYS}.
 */
public final class PluginValues {
  /** An array of String: the keys whose value is JSON text. Absent where there are none. */
  static final String JSON_KEYS = "keybay.json";

  /** An array of String: the keys that were given at start. Absent where there are none. */
  private static final String START_KEYS = "keybay.start";

  private PluginValues() {}

  static Map<String, Object> of(RawSettings raw) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    raw.members().forEach((key, value) -> values.put(key, value.value()));
    raw.overrides().forEach((key, text) -> values.put(key, jsonOrText(text)));
    Map<String, Object> flat = new LinkedHashMap<>();
    List<String> jsonKeys = new ArrayList<>();
    values.forEach(
        (key, value) -> {
          if (value instanceof String || value instanceof Boolean || value instanceof Number) {
            flat.put(key, value);
          } else {
            flat.put(key, JsonText.of(value));
            jsonKeys.add(key);
          }
        });
    if (!jsonKeys.isEmpty()) {
      flat.put(JSON_KEYS, jsonKeys.toArray(String[]::new));
    }
    if (!raw.overrides().isEmpty()) {
      flat.put(START_KEYS, raw.overrides().keySet().toArray(String[]::new));
    }
    return flat;
  }

  /**
   * The way back: the settings that a configuration holds, without what Configuration Admin adds.
   *
   * @return JSON values as plain Java
   */
  public static Map<String, @Nullable Object> read(Dictionary<String, Object> properties) {
    Set<String> json = properties.get(JSON_KEYS) instanceof String[] keys ? Set.of(keys) : Set.of();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!Set.of(Constants.SERVICE_PID, JSON_KEYS, START_KEYS).contains(key)) {
        Object value = properties.get(key);
        values.put(key, json.contains(key) ? parsed(String.valueOf(value)) : value);
      }
    }
    return values;
  }

  /** Which of them were given at start, by {@code --set} or the environment, and not by a file. */
  public static Set<String> givenAtStart(Dictionary<String, Object> properties) {
    return properties.get(START_KEYS) instanceof String[] keys ? Set.of(keys) : Set.of();
  }

  private static @Nullable Object parsed(String json) {
    try {
      return StrictJson.value(JSON_KEYS, json);
    } catch (BrokenConfigurationException e) {
      throw new IllegalStateException("what was written as JSON is JSON", e);
    }
  }

  private static @Nullable Object jsonOrText(String text) {
    try {
      return StrictJson.value("--set", text);
    } catch (BrokenConfigurationException e) {
      return text;
    }
  }
}
