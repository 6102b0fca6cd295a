package dev.keybay.policy.rego.value;

import org.jspecify.annotations.Nullable;

/** The lexical forms that JSON and Rego share (RFC 8259 §6 and §7). */
public final class JsonText {
  private JsonText() {}

  /** Where the number that begins here ends; -1 if none does. */
  public static int numberEnd(String text, int start) {
    int at = start;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    int integer = digits(text, at);
    if (integer == at || (integer > at + 1 && text.charAt(at) == '0')) {
      return -1;
    }
    at = integer;
    if (at < text.length() && text.charAt(at) == '.') {
      int fraction = digits(text, at + 1);
      if (fraction == at + 1) {
        return -1;
      }
      at = fraction;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
        exponent++;
      }
      at = digits(text, exponent);
      if (at == exponent) {
        return -1;
      }
    }
    return at;
  }

  private static int digits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** Where the string that begins with the quote here ends, after its last quote; -1 if nowhere. */
  public static int stringEnd(String text, int start) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\n') {
        return -1;
      }
      if (c == '\\') {
        at++;
      }
    }
    return -1;
  }

  /** What stands between two quotes; null if it holds control characters or a wrong escape. */
  public static @Nullable String unescape(String text, int from, int to) {
    StringBuilder out = null;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c < ' ' && c != '\t') {
        return null;
      }
      if (c == '\\') {
        if (out == null) {
          out = new StringBuilder(to - from).append(text, from, at);
        }
        int length = escape(text, at + 1, to, out);
        if (length == 0) {
          return null;
        }
        at += length;
      } else if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text.substring(from, to) : out.toString();
  }

  /**
   * Appends what an escape stands for; returns its length after the backslash, 0 if it is wrong.
   */
  private static int escape(String text, int at, int to, StringBuilder out) {
    if (at >= to) {
      return 0;
    }
    char c = text.charAt(at);
    int simple = "\"\\/bfnrt".indexOf(c);
    if (simple >= 0) {
      out.append("\"\\/\b\f\n\r\t".charAt(simple));
      return 1;
    }
    if (c != 'u' || at + 5 > to) {
      return 0;
    }
    int unit = 0;
    for (int i = at + 1; i < at + 5; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return 0;
      }
      unit = unit * 16 + digit;
    }
    out.append((char) unit);
    return 5;
  }
}
