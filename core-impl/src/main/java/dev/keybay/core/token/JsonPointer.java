package dev.keybay.core.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON value (RFC 6901).
 *
 * @param tokens unescaped
 */
record JsonPointer(List<String> tokens) {

  JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException if it does not begin with a slash
   */
  static JsonPointer parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("expected a JSON pointer beginning with /, got " + text);
    }
    List<String> tokens = new ArrayList<>();
    for (String token : text.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return new JsonPointer(tokens);
  }

  /** What is there, unless nothing or null. */
  Optional<Object> in(Map<String, @Nullable Object> document) {
    Object value = document;
    for (String token : tokens) {
      if (value instanceof Map<?, ?> object) {
        value = object.get(token);
      } else if (value instanceof List<?> array && token.matches("0|[1-9][0-9]{0,8}")) {
        int index = Integer.parseInt(token);
        value = index < array.size() ? array.get(index) : null;
      } else {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(value);
  }
}
