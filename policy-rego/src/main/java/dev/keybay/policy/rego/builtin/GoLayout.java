package dev.keybay.policy.rego.builtin;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Layouts of times by example, as Go's time package has them: how Monday 2 January 2006, 15:04:05,
 * seven hours west of Greenwich would be written.
 */
final class GoLayout {
  static final String RFC3339 = "2006-01-02T15:04:05Z07:00";
  static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("ANSIC", "Mon Jan _2 15:04:05 2006"),
          Map.entry("UnixDate", "Mon Jan _2 15:04:05 MST 2006"),
          Map.entry("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"),
          Map.entry("RFC822", "02 Jan 06 15:04 MST"),
          Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"),
          Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
          Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
          Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
          Map.entry("RFC3339", RFC3339),
          Map.entry("RFC3339Nano", RFC3339_NANO));

  /** The elements of layouts; where one begins with another, the longer comes first. */
  private static final List<String> ELEMENTS =
      List.of(
          "January",
          "Jan",
          "Monday",
          "Mon",
          "MST",
          "2006",
          "-07:00:00",
          "-070000",
          "-07:00",
          "-0700",
          "-07",
          "Z07:00:00",
          "Z070000",
          "Z07:00",
          "Z0700",
          "Z07",
          "002",
          "01",
          "02",
          "03",
          "04",
          "05",
          "06",
          "15",
          "PM",
          "pm",
          "__2",
          "_2",
          "1",
          "2",
          "3",
          "4",
          "5");

  private GoLayout() {}

  /** The layout of that name, or else the text itself. */
  static String named(String layout) {
    return NAMED.getOrDefault(layout, layout);
  }

  /** The element that begins at a place; absent if none does. */
  static @Nullable String element(String layout, int at) {
    int fraction = fractionEnd(layout, at);
    if (fraction > at) {
      return layout.substring(at, fraction);
    }
    for (String element : ELEMENTS) {
      if (layout.startsWith(element, at)) {
        return element;
      }
    }
    return null;
  }

  /** Where a point or comma and the zeros or nines after it end; the begin if there are none. */
  private static int fractionEnd(String layout, int at) {
    if (layout.charAt(at) != '.' && layout.charAt(at) != ',') {
      return at;
    }
    int end = at + 1;
    while (end < layout.length()
        && layout.charAt(end) == layout.charAt(at + 1)
        && (layout.charAt(end) == '0' || layout.charAt(end) == '9')) {
      end++;
    }
    boolean digits = end < layout.length() && Character.isDigit(layout.charAt(end));
    return end == at + 1 || digits || end - at > 10 ? at : end;
  }

  static String format(String layout, ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < layout.length(); ) {
      String element = element(layout, at);
      if (element == null) {
        out.append(layout.charAt(at++));
      } else {
        out.append(formatElement(element, time));
        at += element.length();
      }
    }
    return out.toString();
  }

  private static String formatElement(String element, ZonedDateTime time) {
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "January" -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Jan" -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "Monday" -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case "Mon" -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case "MST" -> zoneName(time);
      case "2006" -> padded(time.getYear(), 4, '0');
      case "06" -> padded(Math.floorMod(time.getYear(), 100), 2, '0');
      case "01" -> padded(time.getMonthValue(), 2, '0');
      case "1" -> Integer.toString(time.getMonthValue());
      case "002" -> padded(time.getDayOfYear(), 3, '0');
      case "__2" -> padded(time.getDayOfYear(), 3, ' ');
      case "02" -> padded(time.getDayOfMonth(), 2, '0');
      case "_2" -> padded(time.getDayOfMonth(), 2, ' ');
      case "2" -> Integer.toString(time.getDayOfMonth());
      case "15" -> padded(time.getHour(), 2, '0');
      case "03" -> padded(hour, 2, '0');
      case "3" -> Integer.toString(hour);
      case "04" -> padded(time.getMinute(), 2, '0');
      case "4" -> Integer.toString(time.getMinute());
      case "05" -> padded(time.getSecond(), 2, '0');
      case "5" -> Integer.toString(time.getSecond());
      case "PM" -> time.getHour() < 12 ? "AM" : "PM";
      case "pm" -> time.getHour() < 12 ? "am" : "pm";
      default ->
          element.charAt(0) == '.' || element.charAt(0) == ','
              ? fraction(element, time.getNano())
              : offset(element, time.getOffset().getTotalSeconds());
    };
  }

  private static String zoneName(ZonedDateTime time) {
    if (time.getOffset().getTotalSeconds() == 0 && time.getZone().getId().length() == 1) {
      return "UTC";
    }
    return java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time);
  }

  private static String padded(int number, int width, char fill) {
    String text = Integer.toString(number);
    return String.valueOf(fill).repeat(Math.max(0, width - text.length())) + text;
  }

  private static String fraction(String element, int nanos) {
    String digits = padded(nanos, 9, '0').substring(0, element.length() - 1);
    if (element.charAt(1) == '9') {
      digits = digits.replaceAll("0+$", "");
      return digits.isEmpty() ? "" : element.charAt(0) + digits;
    }
    return element.charAt(0) + digits;
  }

  private static String offset(String element, int seconds) {
    if (element.charAt(0) == 'Z' && seconds == 0) {
      return "Z";
    }
    String pattern = element.substring(1);
    int size = Math.abs(seconds);
    String colon = pattern.contains(":") ? ":" : "";
    String text = (seconds < 0 ? "-" : "+") + padded(size / 3600, 2, '0');
    if (pattern.length() > 2) {
      text += colon + padded(size / 60 % 60, 2, '0');
    }
    return pattern.length() > 5 ? text + colon + padded(size % 60, 2, '0') : text;
  }
}
