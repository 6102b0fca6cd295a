package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** Instants and durations as text. */
final class TimeText {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("time.parse_rfc3339_ns", 1, a -> parse(GoLayout.RFC3339, a.string(0))),
          Builtin.of("time.parse_ns", 2, a -> parse(GoLayout.named(a.string(0)), a.string(1))),
          Builtin.of("time.format", 1, TimeText::format),
          Builtin.of("time.parse_duration_ns", 1, TimeText::duration));

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "μs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L);

  private TimeText() {}

  private static Object parse(String layout, String text) {
    return Times.nanos(GoTimeParser.parse(layout, text).toInstant());
  }

  /** In RFC 3339, or in the layout that the argument's third element is. */
  private static Object format(Arguments a) {
    ZonedDateTime time = Times.zoned(a, 0);
    String layout = GoLayout.RFC3339_NANO;
    if (a.get(0) instanceof ArrayValue array && array.size() > 2) {
      if (!(array.at(2) instanceof String name)) {
        throw Failure.type("operand 1 must have a layout of type string");
      }
      layout = GoLayout.named(name);
    }
    a.charge(layout.length());
    return GoLayout.format(layout, time);
  }

  /** A sum of amounts with units, for example {@code 1h15m30.9s}. */
  private static Object duration(Arguments a) {
    String text = a.string(0);
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return 0L;
    }
    if (at == text.length() || text.length() > 200) {
      throw Failure.builtin("invalid duration");
    }
    BigDecimal sum = BigDecimal.ZERO;
    while (at < text.length()) {
      int number = at;
      while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      int unit = at;
      while (at < text.length() && !Character.isDigit(text.charAt(at)) && text.charAt(at) != '.') {
        at++;
      }
      Long factor = UNITS.get(text.substring(unit, at));
      if (factor == null) {
        throw Failure.builtin("unknown or missing unit in duration");
      }
      sum = sum.add(amount(text.substring(number, unit)).multiply(BigDecimal.valueOf(factor)));
    }
    Object nanos = Numbers.of((negative ? sum.negate() : sum).setScale(0, RoundingMode.DOWN));
    if (!(nanos instanceof Long)) {
      throw Failure.builtin("invalid duration");
    }
    return nanos;
  }

  private static BigDecimal amount(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Failure.builtin("invalid duration");
    }
  }
}
