package dev.keybay.policy.rego.syntax;

/**
 * A word of the language.
 *
 * @param text the name, keyword or punctuation, or the text of a number or string as it stands for
 * @param at where it begins, in characters from 0
 * @param adjacent whether it follows its predecessor without white space
 */
record Token(Kind kind, String text, int at, boolean adjacent) {
  enum Kind {
    NAME,
    KEYWORD,
    NUMBER,
    STRING,
    PUNCTUATION,
    END
  }

  /** Whether it is this keyword or punctuation. */
  boolean is(String word) {
    return (kind == Kind.PUNCTUATION || kind == Kind.KEYWORD) && text.equals(word);
  }

  /** How messages name it. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the text";
      case STRING -> "a string";
      default -> "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    };
  }
}
