package dev.keybay.core.config;

import java.util.Map;
import java.util.Optional;

/**
 * What the operator gave for one set of settings, unchecked.
 *
 * @param name whose settings these are
 * @param file where the members come from, if there is a file
 * @param members by key, as they stand in the file
 * @param overrides by key, the text given at start; these win
 */
record RawSettings(
    ConfigName name,
    Optional<String> file,
    Map<String, JsonValue> members,
    Map<String, String> overrides) {

  String source() {
    return file.orElse("--set " + name);
  }

  String source(JsonValue value) {
    return source() + ", " + value.at();
  }

  String source(String overrideKey) {
    return "--set " + name + "." + overrideKey;
  }

  /** Where the value in force stands; the whole set if there is none. */
  String sourceOf(String key) {
    if (overrides.containsKey(key)) {
      return source(key);
    }
    JsonValue value = members.get(key);
    return value == null ? source() : source(value);
  }

  /** Without the values. */
  @Override
  public String toString() {
    return name + " from " + source();
  }
}
