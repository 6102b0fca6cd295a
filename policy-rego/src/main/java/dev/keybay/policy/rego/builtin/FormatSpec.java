package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;

/**
 * The flags, width and precision of a formatting verb.
 *
 * @param width 0 if not given
 * @param precision -1 if not given
 */
record FormatSpec(
    boolean left,
    boolean plus,
    boolean zero,
    boolean sharp,
    boolean space,
    int width,
    int precision) {

  static FormatSpec parse(String text, int maximum) {
    int at = 0;
    while (at < text.length() && "+-# 0".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String flags = text.substring(0, at);
    int point = text.indexOf('.', at);
    String width = text.substring(at, point < 0 ? text.length() : point);
    int precision = point < 0 ? -1 : number(text.substring(point + 1), maximum);
    boolean left = flags.contains("-");
    return new FormatSpec(
        left,
        flags.contains("+"),
        flags.contains("0") && !left,
        flags.contains("#"),
        flags.contains(" "),
        number(width, maximum),
        precision);
  }

  private static int number(String digits, int maximum) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)) {
      throw Failure.builtin("unexpected width or precision in the format");
    }
    int number = Integer.parseInt(digits);
    if (number > maximum) {
      throw Failure.builtin("width or precision above " + maximum + " in the format");
    }
    return number;
  }

  /** Text padded to the width; numbers take their zeros after the sign. */
  String pad(String text, boolean number) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (left) {
      return text + " ".repeat(missing);
    }
    if (!zero) {
      return " ".repeat(missing) + text;
    }
    boolean signed = number && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0;
    return signed
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }
}
