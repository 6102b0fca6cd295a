package dev.keybay.plugin.attest.appraisal;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whole numbers among what a policy gives: an engine may say 2 or 2.0. */
final class WholeNumber {
  private WholeNumber() {}

  /** The number, if it is one, whole, and in the range; both ends count. */
  static OptionalInt of(@Nullable Object value, int least, int most) {
    if (value instanceof Integer number) {
      return inRange(number, least, most);
    }
    if (!(value instanceof Number)) {
      return OptionalInt.empty();
    }
    try {
      return inRange(new BigDecimal(value.toString()).intValueExact(), least, most);
    } catch (ArithmeticException | NumberFormatException e) {
      // A fraction, out of an int's range, or not a number.
      return OptionalInt.empty();
    }
  }

  private static OptionalInt inRange(int number, int least, int most) {
    return least <= number && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
