package dev.keybay.core.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a settings file and where it stands.
 *
 * @param value null, Boolean, String, Long, {@link java.math.BigInteger} (what Long cannot hold),
 *     Double, List or Map
 */
record JsonValue(@Nullable Object value, Location at) {

  /** What the value is, in an operator's words; never the value itself, which may be a secret. */
  String kind() {
    return kind(value);
  }

  static String kind(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Double) {
      return "a number with a fraction";
    }
    if (value instanceof Number) {
      return "a whole number";
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    return value instanceof Map<?, ?> ? "an object" : "something else";
  }

  /** Only the kind: see {@link #kind()}. */
  @Override
  public String toString() {
    return kind() + " at " + at;
  }
}
