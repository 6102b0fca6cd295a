package dev.keybay.policy.rego.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers written with an exponent, of two digits at least. */
final class Exponents {
  private Exponents() {}

  /** One digit, a point, {@code precision} digits, an exponent. */
  static String scientific(BigDecimal number, int precision) {
    BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String digits = rounded.unscaledValue().toString();
    StringBuilder out = new StringBuilder(digits.substring(0, 1));
    if (precision > 0) {
      out.append('.').append(digits, 1, digits.length());
      out.append("0".repeat(Math.max(0, precision - digits.length() + 1)));
    }
    out.append(exponent < 0 ? "e-" : "e+");
    return out.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }

  /** At most {@code digits} significant digits, with an exponent if it is large or small. */
  static String shortest(BigDecimal number, int digits) {
    BigDecimal rounded =
        number.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent >= digits
        ? scientific(rounded, rounded.precision() - 1)
        : rounded.toPlainString();
  }
}
