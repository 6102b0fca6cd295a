package dev.keybay.plugin.attest.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in the one form of RFC 8785 (JCS): members sorted by UTF-16 code units, no white
 * space, the shortest escapes.
 *
 * <p>Of numbers it takes integers of a magnitude up to 2<sup>53</sup>, which have but one form;
 * nothing that is hashed in a handshake holds others.
 */
public final class CanonicalJson {
  private static final long MAX_INTEGER = 1L << 53;
  private static final String HEX = "0123456789abcdef";

  private CanonicalJson() {}

  /**
   * The canonical form in UTF-8.
   *
   * @throws JsonException for a value that has none here: another number, or text with a lone
   *     surrogate
   */
  public static byte[] of(@Nullable Object value) throws JsonException {
    StringBuilder out = new StringBuilder(512);
    write(value, out);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(@Nullable Object value, StringBuilder out) throws JsonException {
    if (value instanceof String text) {
      writeText(text, out);
    } else if (value instanceof Map<?, ?> members) {
      writeObject(members, out);
    } else if (value instanceof List<?> elements) {
      writeArray(elements, out);
    } else if (value == null || value instanceof Boolean) {
      out.append(value);
    } else {
      out.append(integer(value));
    }
  }

  private static void writeObject(Map<?, ?> members, StringBuilder out) throws JsonException {
    out.append('{');
    String separator = "";
    // The natural order of strings is that of their UTF-16 code units (RFC 8785, 3.2.3).
    for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
      out.append(separator);
      writeText((String) member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  private static void writeArray(List<?> elements, StringBuilder out) throws JsonException {
    out.append('[');
    String separator = "";
    for (Object element : elements) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static long integer(Object value) throws JsonException {
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (-MAX_INTEGER <= number && number <= MAX_INTEGER) {
        return number;
      }
    }
    throw new JsonException("expected an integer of a magnitude up to 2^53");
  }

  private static void writeText(String text, StringBuilder out) throws JsonException {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        out.append(text, written, i);
        written = i + 1;
        writeEscaped(c, out);
      } else if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new JsonException("expected Unicode text, found a lone surrogate");
        }
        i++;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private static void writeEscaped(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
