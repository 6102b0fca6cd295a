package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.JsonWriter;
import dev.keybay.policy.rego.value.Meter;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** The verbs of {@code sprintf}, as Go's fmt has them. */
final class Verbs {
  private Verbs() {}

  static String format(Object value, int verb, FormatSpec spec, Arguments a) {
    return switch (verb) {
      case 'v', 's' -> text(value, verb, spec, a);
      case 'q' -> spec.pad(quoted(value, a), false);
      case 'd', 'b', 'o', 'x', 'X', 'c', 'U' -> integer(value, verb, spec, a);
      case 'f', 'F', 'e', 'E', 'g', 'G' -> fraction(value, verb, spec, a);
      case 't' ->
          value instanceof Boolean b ? spec.pad(b.toString(), false) : wrong(value, verb, a);
      case 'T' -> spec.pad(type(value), false);
      default -> wrong(value, verb, a);
    };
  }

  private static String text(Object value, int verb, FormatSpec spec, Arguments a) {
    if (verb == 's' && (value instanceof Number || value instanceof Boolean)) {
      // Go formats these with %s as their text, since they arrive as strings there.
      return spec.pad(plain(value, a.environment()), false);
    }
    String text = plain(value, a.environment());
    if (verb == 'v' && spec.plus() && Numbers.isNumber(value) && !text.startsWith("-")) {
      text = "+" + text;
    }
    if (spec.precision() >= 0 && !Numbers.isNumber(value)) {
      int size = text.codePointCount(0, text.length());
      text = text.substring(0, text.offsetByCodePoints(0, Math.min(size, spec.precision())));
    }
    return spec.pad(text, Numbers.isNumber(value));
  }

  private static String quoted(Object value, Arguments a) {
    return value instanceof String text
        ? JsonWriter.rego(text, a.environment())
        : JsonWriter.json(plain(value, a.environment()), a.environment());
  }

  private static String plain(Object value, Meter meter) {
    return value instanceof String text ? text : JsonWriter.rego(value, meter);
  }

  private static String integer(Object value, int verb, FormatSpec spec, Arguments a) {
    if (value instanceof String text && (verb == 'x' || verb == 'X')) {
      String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      return spec.pad(verb == 'X' ? hex.toUpperCase(Locale.ROOT) : hex, false);
    }
    if (!Numbers.isInteger(value)) {
      return wrong(value, verb, a);
    }
    BigInteger number = Numbers.big(value);
    a.charge(number.bitLength() >> 6);
    if (verb == 'c' || verb == 'U') {
      return character(number, verb, spec);
    }
    int base = verb == 'd' ? 10 : verb == 'b' ? 2 : verb == 'o' ? 8 : 16;
    String digits = number.abs().toString(base);
    if (spec.precision() > digits.length()) {
      digits = "0".repeat(spec.precision() - digits.length()) + digits;
    }
    if (spec.sharp()) {
      digits = (base == 16 ? "0x" : base == 8 ? "0" : base == 2 ? "0b" : "") + digits;
    }
    String text = sign(number.signum() < 0, spec) + digits;
    return spec.pad(verb == 'X' ? text.toUpperCase(Locale.ROOT) : text, true);
  }

  private static String character(BigInteger number, int verb, FormatSpec spec) {
    int point = number.bitLength() < 22 && number.signum() >= 0 ? number.intValue() : 0xFFFD;
    if (!Character.isValidCodePoint(point)) {
      point = 0xFFFD;
    }
    return spec.pad(
        verb == 'c' ? Character.toString(point) : String.format(Locale.ROOT, "U+%04X", point),
        false);
  }

  private static String fraction(Object value, int verb, FormatSpec spec, Arguments a) {
    if (!Numbers.isNumber(value)) {
      return wrong(value, verb, a);
    }
    BigDecimal number =
        value instanceof Double d ? new BigDecimal(d) : new BigDecimal(Numbers.big(value));
    a.charge(number.precision() >> 4);
    boolean negative = number.signum() < 0;
    int precision = spec.precision() < 0 ? 6 : spec.precision();
    String digits =
        switch (verb) {
          case 'f', 'F' -> number.abs().setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
          case 'e', 'E' -> Exponents.scientific(number.abs(), precision);
          default ->
              spec.precision() < 0
                  ? JsonWriter.number(Numbers.of(number.abs()))
                  : Exponents.shortest(number.abs(), Math.max(1, precision));
        };
    String text = sign(negative, spec) + digits;
    return spec.pad(verb == 'E' || verb == 'G' ? text.toUpperCase(Locale.ROOT) : text, true);
  }

  private static String sign(boolean negative, FormatSpec spec) {
    return negative ? "-" : spec.plus() ? "+" : spec.space() ? " " : "";
  }

  private static String wrong(Object value, int verb, Arguments a) {
    return "%!" + Character.toString(verb) + "(" + typed(value, a) + ")";
  }

  /** A value with the name of the type that Go has for it. */
  static String typed(Object value, Arguments a) {
    return type(value) + "=" + plain(value, a.environment());
  }

  private static String type(Object value) {
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof BigInteger) {
      return "*big.Int";
    }
    return value instanceof Double ? "float64" : "string";
  }
}
