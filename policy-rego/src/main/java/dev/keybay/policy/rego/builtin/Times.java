package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Instants, in nanoseconds since 1970, with a time zone where an array gives one. */
final class Times {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("time.now_ns", 0, a -> a.environment().nowNanos()),
          Builtin.of("time.date", 1, Times::date),
          Builtin.of("time.clock", 1, Times::clock),
          Builtin.of("time.weekday", 1, Times::weekday),
          Builtin.of("time.add_date", 4, Times::addDate),
          Builtin.of("time.diff", 2, Times::difference));

  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

  private Times() {}

  private static Object date(Arguments a) {
    ZonedDateTime time = zoned(a, 0);
    return ListArray.of(
        (long) time.getYear(), (long) time.getMonthValue(), (long) time.getDayOfMonth());
  }

  private static Object clock(Arguments a) {
    ZonedDateTime time = zoned(a, 0);
    return ListArray.of((long) time.getHour(), (long) time.getMinute(), (long) time.getSecond());
  }

  private static Object weekday(Arguments a) {
    String name = zoned(a, 0).getDayOfWeek().name();
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  /** Years, months and days later; days beyond the month's run into the next. */
  private static Object addDate(Arguments a) {
    ZonedDateTime time = zoned(a, 0);
    try {
      ZonedDateTime first = time.withDayOfMonth(1);
      ZonedDateTime moved =
          first
              .plusYears(a.index(1))
              .plusMonths(a.index(2))
              .plusDays((long) a.index(3) + time.getDayOfMonth() - 1);
      return nanos(moved.toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw Failure.builtin("time outside of valid range");
    }
  }

  /** Years, months, days, hours, minutes and seconds between two instants. */
  private static Object difference(Arguments a) {
    ZonedDateTime one = zoned(a, 0);
    ZonedDateTime two = zoned(a, 1).withZoneSameInstant(one.getZone());
    ZonedDateTime start = one.isBefore(two) ? one : two;
    ZonedDateTime end = one.isBefore(two) ? two : one;
    Period period = Period.between(start.toLocalDate(), end.toLocalDate());
    long seconds =
        start
            .toLocalTime()
            .truncatedTo(ChronoUnit.NANOS)
            .until(end.toLocalTime(), ChronoUnit.SECONDS);
    if (end.toLocalTime().isBefore(start.toLocalTime())) {
      // The last day is not whole.
      period = Period.between(start.toLocalDate(), end.toLocalDate().minusDays(1));
      seconds =
          ChronoUnit.SECONDS.between(
              start.toLocalTime().atDate(end.toLocalDate().minusDays(1)), end.toLocalDateTime());
    }
    return ListArray.of(
        (long) period.getYears(),
        (long) period.getMonths(),
        (long) period.getDays(),
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60);
  }

  /** The instant of an argument: nanoseconds, or an array of them and a time zone. */
  static ZonedDateTime zoned(Arguments a, int i) {
    Object value = a.get(i);
    String zone = "UTC";
    if (value instanceof ArrayValue array) {
      if (array.size() < 2 || !(array.at(1) instanceof String name)) {
        throw Failure.type("operand " + (i + 1) + " must be an array of nanoseconds and time zone");
      }
      value = array.at(0);
      zone = name;
    }
    if (!Numbers.isInteger(value)) {
      throw Failure.type("operand " + (i + 1) + " must be integer nanoseconds or an array of such");
    }
    if (!(value instanceof Long)) {
      throw Failure.builtin("timestamp too big");
    }
    long nanos = (Long) value;
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .atZone(zone(zone));
  }

  /** A zone of the tz database; the empty name is UTC. */
  static ZoneId zone(String name) {
    try {
      if (name.isEmpty() || name.equals("UTC")) {
        return ZoneOffset.UTC;
      }
      return name.equals("Local") ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Failure.builtin("unknown time zone");
    }
  }

  /** Nanoseconds since 1970, which fit into 64 bits from 1677 to 2262. */
  static Object nanos(Instant instant) {
    BigInteger nanos =
        BigInteger.valueOf(instant.getEpochSecond())
            .multiply(BILLION)
            .add(BigInteger.valueOf(instant.getNano()));
    if (nanos.bitLength() > 63) {
      throw Failure.builtin("time outside of valid range");
    }
    return nanos.longValue();
  }
}
