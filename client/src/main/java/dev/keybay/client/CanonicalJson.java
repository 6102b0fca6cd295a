package dev.keybay.client;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Canonicalization Scheme, RFC 8785, for every JSON value but fractional numbers, which
 * occur in nothing that a guest hashes.
 */
final class CanonicalJson {

  /** The greatest integer that a double, hence JCS, holds exactly: 2^53 − 1. */
  private static final BigInteger MAX_EXACT = BigInteger.valueOf((1L << 53) - 1);

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws IllegalArgumentException for a fraction, an integer beyond 2^53 − 1, a lone surrogate
   *     or anything that is no JSON value
   */
  static String of(@Nullable Object value) {
    CanonicalJson json = new CanonicalJson();
    json.value(value);
    return json.out.toString();
  }

  private void value(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof Number number) {
      number(number);
    } else {
      throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }
  }

  private void object(Map<?, ?> map) {
    // String's natural order is the order of UTF-16 code units that RFC 8785 §3.2.3 asks for.
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, member) -> sorted.put((String) name, member));
    char separator = '{';
    for (var member : sorted.entrySet()) {
      out.append(separator);
      string(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(List<?> list) {
    char separator = '[';
    for (Object element : list) {
      out.append(separator);
      value(element);
      separator = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void number(Number number) {
    boolean integer =
        number instanceof Integer || number instanceof Long || number instanceof BigInteger;
    if (!integer || new BigInteger(number.toString()).abs().compareTo(MAX_EXACT) > 0) {
      throw new IllegalArgumentException("not an integer within ±(2^53 - 1): " + number);
    }
    out.append(number);
  }

  /** RFC 8785 §3.2.2.2: the two-letter escapes, lower-case \\u00xx for other controls, else raw. */
  private void string(String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else if (Character.isSurrogate(c) && !paired(string, i)) {
            throw new IllegalArgumentException("a lone surrogate has no canonical form");
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean paired(String string, int i) {
    return Character.isHighSurrogate(string.charAt(i))
        ? i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(string.charAt(i - 1));
  }
}
