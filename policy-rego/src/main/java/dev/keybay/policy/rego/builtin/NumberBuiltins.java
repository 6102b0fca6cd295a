package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Arithmetic;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.JsonText;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.NullValue;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Numbers and conversions to them. */
final class NumberBuiltins {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("abs", 1, NumberBuiltins::abs),
          Builtin.of("ceil", 1, a -> rounded(a, RoundingMode.CEILING)),
          Builtin.of("floor", 1, a -> rounded(a, RoundingMode.FLOOR)),
          Builtin.of("round", 1, a -> rounded(a, RoundingMode.HALF_UP)),
          Builtin.of("plus", 2, a -> Arithmetic.add(a.number(0), a.number(1))),
          Builtin.of("mul", 2, a -> Arithmetic.multiply(a.number(0), a.number(1))),
          Builtin.of("div", 2, a -> Arithmetic.divide(a.number(0), a.number(1))),
          Builtin.of("rem", 2, a -> Arithmetic.remainder(a.number(0), a.number(1))),
          Builtin.of("numbers.range", 2, a -> range(a, BigInteger.ONE)),
          Builtin.of("numbers.range_step", 3, NumberBuiltins::rangeStep),
          Builtin.of("to_number", 1, NumberBuiltins::toNumber));

  private NumberBuiltins() {}

  private static Object abs(Arguments a) {
    Object number = a.number(0);
    return Numbers.compare(number, 0L) < 0 ? Arithmetic.negate(number) : number;
  }

  private static Object rounded(Arguments a, RoundingMode mode) {
    Object number = a.number(0);
    return number instanceof Double d
        ? Numbers.of(BigDecimal.valueOf(d).setScale(0, mode))
        : number;
  }

  private static Object rangeStep(Arguments a) {
    BigInteger step = a.integer(2);
    if (step.signum() <= 0) {
      throw Failure.builtin("step must be a positive integer");
    }
    return range(a, step);
  }

  /** From the first to the second argument, both included, upwards or downwards. */
  private static Object range(Arguments a, BigInteger step) {
    BigInteger from = a.integer(0);
    BigInteger to = a.integer(1);
    boolean up = from.compareTo(to) <= 0;
    BigInteger delta = up ? step : step.negate();
    List<Object> range = new ArrayList<>();
    for (BigInteger i = from; up ? i.compareTo(to) <= 0 : i.compareTo(to) >= 0; i = i.add(delta)) {
      a.charge(1);
      range.add(Numbers.of(i));
    }
    return ListArray.of(range);
  }

  private static Object toNumber(Arguments a) {
    Object value = a.get(0);
    if (value == NullValue.NULL) {
      return 0L;
    }
    if (value instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (Numbers.isNumber(value)) {
      return value;
    }
    if (!(value instanceof String)) {
      throw a.wrong(0, "one of {boolean, null, number, string}");
    }
    return parse(a.string(0));
  }

  /** A number as JSON writes it, or with a leading plus or zeros. */
  static Object parse(String text) {
    try {
      if (text.length() < 12
          && text.matches("[+-]?(nan|NaN|NAN|[iI][nN][fF]([iI][nN][iI][tT][yY])?)")) {
        throw Failure.type("operand 1 must be valid number string, got " + text);
      }
      if (JsonText.numberEnd(text, 0) == text.length()
          || text.matches("[+-]?([0-9]++\\.?[0-9]*+|\\.[0-9]+)([eE][+-]?[0-9]{1,6})?")) {
        return Numbers.parse(text);
      }
    } catch (NumberFormatException e) {
      throw Failure.builtin("number out of range");
    }
    throw Failure.builtin("invalid syntax");
  }
}
