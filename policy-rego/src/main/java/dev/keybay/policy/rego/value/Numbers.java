package dev.keybay.policy.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers in their one form: an integer is a {@link Long} if it fits and a {@link BigInteger} if it
 * does not, anything else is a finite {@link Double}. So {@code 1} and {@code 1.0} are one value,
 * and equality never compares across forms. Integers are exact; fractions are IEEE doubles, as in
 * regorus (OPA computes them in decimals).
 */
public final class Numbers {
  private static final double TWO_TO_63 = 0x1p63;
  private static final int MAX_DIGITS = (int) (Limits.INTEGER_BITS * 0.30103) + 1;

  private Numbers() {}

  /** The number of this value. */
  public static Object of(double value) {
    if (!Double.isFinite(value)) {
      throw Failure.builtin("number out of range");
    }
    if (value != Math.rint(value)) {
      return value;
    }
    if (value < TWO_TO_63 && value >= -TWO_TO_63) {
      return (long) value;
    }
    return of(new BigDecimal(value).toBigIntegerExact());
  }

  /** The number of this value. */
  public static Object of(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    if (value.bitLength() > Limits.INTEGER_BITS) {
      throw Limits.exceeded("integer of more than " + Limits.INTEGER_BITS + " bits");
    }
    return value;
  }

  /** The number of this value: exact if it is an integer, the nearest double otherwise. */
  public static Object of(BigDecimal value) {
    if (value.signum() == 0) {
      return 0L;
    }
    // Digits before the point; a hostile exponent must not be expanded.
    long digits = (long) value.precision() - value.scale();
    if (digits > MAX_DIGITS) {
      throw Limits.exceeded("integer of more than " + Limits.INTEGER_BITS + " bits");
    }
    if (digits > 0) {
      BigDecimal stripped = value.stripTrailingZeros();
      if (stripped.scale() <= 0) {
        return of(stripped.toBigIntegerExact());
      }
    }
    return of(value.doubleValue());
  }

  /**
   * Reads a number as JSON writes it.
   *
   * @throws NumberFormatException if it is none, or over {@link Limits#NUMBER_TEXT} characters
   */
  public static Object parse(String text) {
    if (text.length() > Limits.NUMBER_TEXT) {
      throw new NumberFormatException("number of more than " + Limits.NUMBER_TEXT + " characters");
    }
    if (text.length() < 18 && isDigits(text)) {
      return Long.parseLong(text);
    }
    return of(new BigDecimal(text));
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && !(i == 0 && c == '-' && text.length() > 1)) {
        return false;
      }
    }
    return true;
  }

  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof BigInteger;
  }

  public static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger;
  }

  /** An integer as a big one. */
  public static BigInteger big(Object integer) {
    return integer instanceof BigInteger big ? big : BigInteger.valueOf((Long) integer);
  }

  /** A number as the nearest double, which may be infinite. */
  public static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  /** Orders two numbers by value. */
  public static int compare(Object a, Object b) {
    if (a instanceof Long x) {
      if (b instanceof Long y) {
        return Long.compare(x, y);
      }
      // A double in its one form is no integer, hence below 2^53, where rounding keeps the order.
      return b instanceof Double y ? Double.compare((double) x, y) : -((BigInteger) b).signum();
    }
    if (a instanceof Double x) {
      return b instanceof Double y ? Double.compare(x, y) : -compare(b, a);
    }
    BigInteger x = (BigInteger) a;
    return b instanceof BigInteger y ? x.compareTo(y) : x.signum();
  }
}
