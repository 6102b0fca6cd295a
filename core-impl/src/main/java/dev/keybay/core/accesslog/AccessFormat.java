package dev.keybay.core.accesslog;

import dev.keybay.core.json.JsonText;
import java.util.Map;

/** How an entry becomes a line. What a caller sent can neither end it nor look like its members. */
enum AccessFormat {
  /** {@code key="value"} pairs; numbers without quotes. */
  KEYVALUE {
    @Override
    String line(AccessEntry entry) {
      StringBuilder line = new StringBuilder(256);
      for (Map.Entry<String, Object> member : entry.members().entrySet()) {
        line.append(line.isEmpty() ? "" : " ").append(member.getKey()).append('=');
        if (member.getValue() instanceof Number number) {
          line.append(number);
        } else {
          quote(line, member.getValue().toString());
        }
      }
      return line.toString();
    }
  },

  /** A JSON object. */
  JSON {
    @Override
    String line(AccessEntry entry) {
      return escape(JsonText.of(entry.members()));
    }
  };

  /** Without an end of line, in any of Unicode's forms of one. */
  abstract String line(AccessEntry entry);

  static AccessFormat of(String setting) {
    return setting.equals("json") ? JSON : KEYVALUE;
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    line.append(escape(text.replace("\\", "\\\\").replace("\"", "\\\"")));
    line.append('"');
  }

  /** All but printable ASCII as {@code \}{@code uXXXX}, which JSON means so too. */
  private static String escape(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        plain.append(c);
      } else {
        plain.append(String.format("\\u%04x", (int) c));
      }
    }
    return plain.toString();
  }
}
