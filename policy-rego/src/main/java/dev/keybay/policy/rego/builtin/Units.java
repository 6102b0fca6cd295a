package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Quantities with units: decimal ones (SI) and binary ones (IEC 80000-13). */
final class Units {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("units.parse", 1, Units::parse),
          Builtin.of("units.parse_bytes", 1, Units::parseBytes));

  private static final String PREFIXES = "kmgtpe";
  private static final int MAX_LENGTH = 100;

  private Units() {}

  private static Object parse(Arguments a) {
    Quantity quantity = Quantity.split(a.string(0), "amount");
    String unit = quantity.unit();
    // Milli is m and mega M; of the others the case does not matter.
    if (unit.equals("m")) {
      return number(quantity, new BigDecimal("0.001"));
    }
    return number(quantity, factor(unit, unit.toLowerCase(Locale.ROOT)));
  }

  private static Object parseBytes(Arguments a) {
    Quantity quantity = Quantity.split(a.string(0), "byte amount");
    String unit = quantity.unit().toLowerCase(Locale.ROOT);
    String prefix = unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
    BigDecimal bytes = quantity.amount().multiply(factor(quantity.unit(), prefix));
    return Numbers.of(bytes.setScale(0, RoundingMode.DOWN));
  }

  private static Object number(Quantity quantity, BigDecimal factor) {
    return Numbers.of(quantity.amount().multiply(factor));
  }

  private static BigDecimal factor(String unit, String prefix) {
    if (prefix.isEmpty()) {
      return BigDecimal.ONE;
    }
    int power = PREFIXES.indexOf(prefix.charAt(0)) + 1;
    if (power > 0 && prefix.length() == 1) {
      return BigDecimal.TEN.pow(3 * power);
    }
    if (power > 0 && prefix.length() == 2 && prefix.charAt(1) == 'i') {
      return BigDecimal.valueOf(1L << (10 * power));
    }
    throw Failure.builtin("unit " + unit + " not recognized");
  }

  /** A number and the unit after it. */
  private record Quantity(BigDecimal amount, String unit) {
    static Quantity split(String quoted, String what) {
      String text = quoted.replace("\"", "");
      if (text.length() > MAX_LENGTH) {
        throw Failure.builtin("text of more than " + MAX_LENGTH + " characters");
      }
      if (text.indexOf(' ') >= 0) {
        throw Failure.builtin("spaces not allowed in resource strings");
      }
      int end = 0;
      while (end < text.length() && isNumber(text, end)) {
        end++;
      }
      if (end == 0) {
        throw Failure.builtin("no " + what + " provided");
      }
      try {
        return new Quantity(new BigDecimal(text.substring(0, end)), text.substring(end));
      } catch (NumberFormatException e) {
        throw Failure.builtin("could not parse " + what + " to a number");
      }
    }

    private static boolean isNumber(String text, int at) {
      char c = text.charAt(at);
      if ((c >= '0' && c <= '9') || c == '.' || ((c == '+' || c == '-') && at == 0)) {
        return true;
      }
      // An exponent, unless the letter is the unit exa.
      boolean signed = (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0;
      boolean exponent =
          (c == 'e' || c == 'E')
              && at > 0
              && at + 1 < text.length()
              && "+-0123456789".indexOf(text.charAt(at + 1)) >= 0;
      return signed || exponent;
    }
  }
}
