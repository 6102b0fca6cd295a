package dev.keybay.format.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as plain Java: looking into them. */
final class Tree {
  private Tree() {}

  /** The members of an object in a copy that may be changed; none if it is no object. */
  static Map<String, @Nullable Object> members(@Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, member) -> members.put(String.valueOf(name), member));
    }
    return members;
  }

  /** The elements of an array; none if it is no array. */
  static List<?> elements(@Nullable Object value) {
    return value instanceof List<?> array ? array : List.of();
  }

  /** The place of a member (RFC 6901 §3). */
  static String below(String at, String name) {
    return at + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
