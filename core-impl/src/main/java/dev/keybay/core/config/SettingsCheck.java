package dev.keybay.core.config;

import java.util.Map;

/**
 * What Metatype cannot say about settings: asked before they are applied, so that what does not
 * hold is reported with file and line, and what was before stays. Thread-safe, without effects.
 */
@FunctionalInterface
public interface SettingsCheck {
  /** Finds nothing. */
  SettingsCheck NONE = values -> Map.of();

  /**
   * What is wrong.
   *
   * @param values by key, of the types of Metatype; those that have a default may be absent
   * @return by key, for the operator: what was expected and what came; empty if all holds
   */
  Map<String, String> problems(Map<String, Object> values);
}
