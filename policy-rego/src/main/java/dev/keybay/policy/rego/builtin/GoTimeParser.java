package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;

/** Reads a time in a layout of {@link GoLayout}. What the layout lacks is as at the year 0. */
final class GoTimeParser {
  private final String text;
  private int at;

  private int year;
  private int month = 1;
  private int day = 1;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int offset;
  private boolean afternoon;
  private boolean forenoon;

  private GoTimeParser(String text) {
    this.text = text;
  }

  static OffsetDateTime parse(String layout, String text) {
    GoTimeParser parser = new GoTimeParser(text);
    for (int at = 0; at < layout.length(); ) {
      String element = GoLayout.element(layout, at);
      if (element == null) {
        parser.expect(layout.charAt(at++));
      } else {
        parser.element(element);
        at += element.length();
      }
    }
    if (parser.at != text.length()) {
      throw wrong();
    }
    return parser.time();
  }

  private OffsetDateTime time() {
    int clock = afternoon && hour < 12 ? hour + 12 : forenoon && hour == 12 ? 0 : hour;
    try {
      LocalDate date =
          dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
      return date.atTime(clock, minute, second, nano).atOffset(ZoneOffset.ofTotalSeconds(offset));
    } catch (DateTimeException e) {
      throw Failure.builtin("time out of range");
    }
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw wrong();
    }
    at++;
  }

  private void element(String element) {
    switch (element) {
      case "January", "Jan" ->
          month = 1 + name(element.length() == 3 ? TextStyle.SHORT : TextStyle.FULL, false);
      case "Monday", "Mon" -> name(element.length() == 3 ? TextStyle.SHORT : TextStyle.FULL, true);
      case "MST" -> zoneName();
      case "2006" -> year = digits(4, 4);
      case "06" -> {
        int two = digits(2, 2);
        year = two >= 69 ? 1900 + two : 2000 + two;
      }
      case "01" -> month = digits(2, 2);
      case "1" -> month = digits(1, 2);
      case "002", "__2" -> dayOfYear = blankDigits(3);
      case "02" -> day = digits(2, 2);
      case "_2", "2" -> day = blankDigits(2);
      case "15", "03" -> hour = digits(element.equals("15") ? 1 : 2, 2);
      case "3" -> hour = digits(1, 2);
      case "04" -> minute = digits(2, 2);
      case "4" -> minute = digits(1, 2);
      case "05", "5" -> {
        second = digits(element.length(), 2);
        // Go takes a fraction after the seconds though the layout has none.
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
          fraction();
        }
      }
      case "PM", "pm" -> half();
      default -> {
        if (element.charAt(0) == '.' || element.charAt(0) == ',') {
          if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            fraction();
          }
        } else {
          zone(element);
        }
      }
    }
  }

  private int name(TextStyle style, boolean weekday) {
    for (int i = 0; i < (weekday ? 7 : 12); i++) {
      String name =
          weekday
              ? java.time.DayOfWeek.of(i + 1).getDisplayName(style, Locale.ENGLISH)
              : Month.of(i + 1).getDisplayName(style, Locale.ENGLISH);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i;
      }
    }
    throw wrong();
  }

  private void zoneName() {
    int start = at;
    while (at < text.length() && at - start < 5 && Character.isUpperCase(text.charAt(at))) {
      at++;
    }
    if (at - start < 3) {
      throw wrong();
    }
  }

  private int blankDigits(int most) {
    while (at < text.length() && text.charAt(at) == ' ' && most > 1) {
      at++;
    }
    return digits(1, most);
  }

  private int digits(int least, int most) {
    int start = at;
    int number = 0;
    while (at < text.length()
        && at - start < most
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9') {
      number = number * 10 + text.charAt(at++) - '0';
    }
    if (at - start < least) {
      throw wrong();
    }
    return number;
  }

  private void fraction() {
    at++;
    int start = at;
    int value = 0;
    int scale = 0;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      if (scale < 9) {
        value = value * 10 + Character.digit(text.charAt(at), 10);
        scale++;
      }
      at++;
    }
    if (at == start) {
      throw wrong();
    }
    for (; scale < 9; scale++) {
      value *= 10;
    }
    nano = value;
  }

  private void half() {
    afternoon = text.regionMatches(true, at, "PM", 0, 2);
    forenoon = text.regionMatches(true, at, "AM", 0, 2);
    if (!afternoon && !forenoon) {
      throw wrong();
    }
    at += 2;
  }

  private void zone(String element) {
    if (element.charAt(0) == 'Z' && at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    expect(negative ? '-' : '+');
    offset = digits(2, 2) * 3600;
    String rest = element.substring(3);
    if (!rest.isEmpty()) {
      if (rest.charAt(0) == ':') {
        expect(':');
      }
      offset += digits(2, 2) * 60;
    }
    if (rest.length() > 3) {
      if (rest.charAt(0) == ':') {
        expect(':');
      }
      offset += digits(2, 2);
    }
    offset = negative ? -offset : offset;
  }

  private static Failure wrong() {
    return Failure.builtin("the time does not have the layout's form");
  }
}
