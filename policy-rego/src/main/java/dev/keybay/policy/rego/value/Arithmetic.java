package dev.keybay.policy.rego.value;

import java.math.BigInteger;

/**
 * The operators of arithmetic: exact on integers, IEEE doubles as soon as a fraction takes part.
 */
public final class Arithmetic {
  private Arithmetic() {}

  public static Object add(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      return ((x ^ sum) & (y ^ sum)) >= 0 ? (Object) sum : Numbers.big(a).add(Numbers.big(b));
    }
    if (a instanceof Double || b instanceof Double) {
      return Numbers.of(Numbers.toDouble(a) + Numbers.toDouble(b));
    }
    return Numbers.of(Numbers.big(a).add(Numbers.big(b)));
  }

  public static Object subtract(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long difference = x - y;
      return ((x ^ y) & (x ^ difference)) >= 0
          ? (Object) difference
          : Numbers.big(a).subtract(Numbers.big(b));
    }
    if (a instanceof Double || b instanceof Double) {
      return Numbers.of(Numbers.toDouble(a) - Numbers.toDouble(b));
    }
    return Numbers.of(Numbers.big(a).subtract(Numbers.big(b)));
  }

  public static Object multiply(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      long high = Math.multiplyHigh(x, y);
      long low = x * y;
      return (high == 0 && low >= 0) || (high == -1 && low < 0)
          ? (Object) low
          : Numbers.of(Numbers.big(a).multiply(Numbers.big(b)));
    }
    if (a instanceof Double || b instanceof Double) {
      return Numbers.of(Numbers.toDouble(a) * Numbers.toDouble(b));
    }
    return Numbers.of(Numbers.big(a).multiply(Numbers.big(b)));
  }

  public static Object divide(Object a, Object b) {
    if (Numbers.compare(b, 0L) == 0) {
      throw Failure.builtin("divide by zero");
    }
    if (a instanceof Long x && b instanceof Long y && y != -1) {
      return x % y == 0 ? (Object) (x / y) : Numbers.of((double) x / (double) y);
    }
    if (a instanceof Double || b instanceof Double) {
      return Numbers.of(Numbers.toDouble(a) / Numbers.toDouble(b));
    }
    BigInteger[] parts = Numbers.big(a).divideAndRemainder(Numbers.big(b));
    return parts[1].signum() == 0
        ? Numbers.of(parts[0])
        : Numbers.of(Numbers.toDouble(a) / Numbers.toDouble(b));
  }

  /** The remainder with the sign of the dividend. */
  public static Object remainder(Object a, Object b) {
    if (!Numbers.isInteger(a) || !Numbers.isInteger(b)) {
      throw Failure.builtin("modulo on floating-point number");
    }
    if (Numbers.compare(b, 0L) == 0) {
      throw Failure.builtin("modulo by zero");
    }
    if (a instanceof Long x && b instanceof Long y) {
      return x % y;
    }
    return Numbers.of(Numbers.big(a).remainder(Numbers.big(b)));
  }

  public static Object negate(Object a) {
    return subtract(0L, a);
  }
}
