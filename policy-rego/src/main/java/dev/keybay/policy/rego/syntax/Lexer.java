package dev.keybay.policy.rego.syntax;

import dev.keybay.policy.rego.value.JsonText;
import java.util.Set;

/** Splits the text into tokens, one at a time. */
final class Lexer {
  static final Set<String> KEYWORDS =
      Set.of(
          "as",
          "contains",
          "default",
          "else",
          "every",
          "false",
          "if",
          "import",
          "in",
          "not",
          "null",
          "package",
          "some",
          "true",
          "with");

  private final Source source;
  private final String text;
  private int at;

  Lexer(Source source) {
    this.source = source;
    this.text = source.text();
    if (text.startsWith("\uFEFF")) {
      at = 1;
    }
  }

  int at() {
    return at;
  }

  /** Goes on from a place that {@link #at} gave. */
  void reset(int place) {
    at = place;
  }

  Token next() {
    int before = at;
    skip();
    boolean adjacent = before == at && at > 0;
    if (at >= text.length()) {
      return new Token(Token.Kind.END, "", at, adjacent);
    }
    char c = text.charAt(at);
    if (isNameStart(c)) {
      return name(adjacent);
    }
    if (c >= '0' && c <= '9') {
      return number(adjacent);
    }
    if (c == '"') {
      return string(adjacent);
    }
    if (c == '`') {
      return rawString(adjacent);
    }
    return punctuation(c, adjacent);
  }

  /** Skips white space and comments. */
  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private Token name(boolean adjacent) {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    // With a field right behind it even a keyword is a name.
    boolean field =
        at + 1 < text.length() && text.charAt(at) == '.' && isNameStart(text.charAt(at + 1));
    boolean keyword = !field && KEYWORDS.contains(name);
    return new Token(keyword ? Token.Kind.KEYWORD : Token.Kind.NAME, name, start, adjacent);
  }

  private Token number(boolean adjacent) {
    int start = at;
    int end = JsonText.numberEnd(text, at);
    if (end < 0 || (end < text.length() && isNamePart(text.charAt(end)))) {
      throw source.error(at, "expected a number as JSON writes it");
    }
    at = end;
    return new Token(Token.Kind.NUMBER, text.substring(start, end), start, adjacent);
  }

  private Token string(boolean adjacent) {
    int start = at;
    int end = JsonText.stringEnd(text, at);
    if (end < 0) {
      throw source.error(at, "expected the string to end on its line");
    }
    String value = JsonText.unescape(text, start + 1, end - 1);
    if (value == null) {
      throw source.error(at, "expected a string with the escapes of JSON only");
    }
    at = end;
    return new Token(Token.Kind.STRING, value, start, adjacent);
  }

  private Token rawString(boolean adjacent) {
    int start = at;
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw source.error(at, "expected the raw string to end with '`'");
    }
    at = end + 1;
    return new Token(Token.Kind.STRING, text.substring(start + 1, end), start, adjacent);
  }

  private Token punctuation(char c, boolean adjacent) {
    int start = at;
    char following = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    int length;
    if (following == '=' && ":=!<>".indexOf(c) >= 0) {
      length = 2;
    } else if ("{}[]().,;:=<>+-*/%&|".indexOf(c) >= 0) {
      length = 1;
    } else {
      throw source.error(
          at, "unexpected character '" + Character.toString(text.codePointAt(at)) + "'");
    }
    at += length;
    return new Token(Token.Kind.PUNCTUATION, text.substring(start, at), start, adjacent);
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
