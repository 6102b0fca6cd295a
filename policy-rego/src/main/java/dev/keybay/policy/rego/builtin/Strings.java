package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Making strings of strings. Places and lengths count code points. */
final class Strings {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("concat", 2, Strings::concat),
          Builtin.of("lower", 1, a -> a.string(0).toLowerCase(Locale.ROOT)),
          Builtin.of("upper", 1, a -> a.string(0).toUpperCase(Locale.ROOT)),
          Builtin.of("replace", 3, Strings::replace),
          Builtin.of("strings.replace_n", 2, Strings::replaceAll),
          Builtin.of(
              "strings.reverse", 1, a -> new StringBuilder(a.string(0)).reverse().toString()),
          Builtin.of("split", 2, Strings::split),
          Builtin.of("substring", 3, Strings::substring),
          Builtin.of("trim", 2, a -> trim(a, true, true)),
          Builtin.of("trim_left", 2, a -> trim(a, true, false)),
          Builtin.of("trim_right", 2, a -> trim(a, false, true)),
          Builtin.of("trim_prefix", 2, Strings::trimPrefix),
          Builtin.of("trim_suffix", 2, Strings::trimSuffix),
          Builtin.of("trim_space", 1, a -> strip(a.string(0), Strings::isSpace, true, true)));

  private Strings() {}

  private static Object concat(Arguments a) {
    String delimiter = a.string(0);
    String[] parts = a.strings(1);
    a.charge(((long) delimiter.length() * parts.length) >> 5);
    return String.join(delimiter, parts);
  }

  private static Object replace(Arguments a) {
    String text = a.string(0);
    String old = a.string(1);
    String with = a.string(2);
    long places = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
    a.chargeSearch(text, old);
    // Not all places need match, but counting them costs as much as replacing.
    a.charge((places * with.length()) >> 5);
    return text.replace(old, with);
  }

  /** At each place the first pattern, in the order of keys, that matches is replaced. */
  private static Object replaceAll(Arguments a) {
    ObjectValue patterns = a.object(0);
    for (int i = 0; i < patterns.size(); i++) {
      if (!(patterns.keyAt(i) instanceof String)) {
        throw Failure.type("operand 1 non-string key found in pattern object");
      }
      if (!(patterns.valueAt(i) instanceof String)) {
        throw Failure.type("operand 1 non-string value found in pattern object");
      }
    }
    String text = a.string(1);
    for (int i = 0; i < patterns.size(); i++) {
      a.chargeSearch(text, (String) patterns.keyAt(i));
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at <= text.length()) {
      a.charge(1 + patterns.size() / 4);
      int match = match(patterns, text, at);
      if (match >= 0) {
        String with = (String) patterns.valueAt(match);
        a.charge(with.length() >> 5);
        out.append(with);
        at += ((String) patterns.keyAt(match)).length();
        if (((String) patterns.keyAt(match)).isEmpty()) {
          match = -1;
        }
      }
      if (match < 0) {
        if (at < text.length()) {
          out.append(text.charAt(at));
        }
        at++;
      }
    }
    return out.toString();
  }

  private static int match(ObjectValue patterns, String text, int at) {
    for (int i = 0; i < patterns.size(); i++) {
      String key = (String) patterns.keyAt(i);
      if (at + key.length() <= text.length() && text.startsWith(key, at)) {
        return i;
      }
    }
    return -1;
  }

  private static Object split(Arguments a) {
    String text = a.string(0);
    String delimiter = a.string(1);
    List<Object> parts = new ArrayList<>();
    if (delimiter.isEmpty()) {
      a.charge(text.length());
      text.codePoints().forEach(c -> parts.add(Character.toString(c)));
      return ListArray.of(parts);
    }
    a.chargeSearch(text, delimiter);
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      a.charge(1);
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    parts.add(text.substring(start));
    return ListArray.of(parts);
  }

  /** From an offset, as many as there are if the length is negative. */
  private static Object substring(Arguments a) {
    String text = a.string(0);
    int offset = a.index(1);
    int length = a.index(2);
    if (offset < 0) {
      throw Failure.builtin("negative offset");
    }
    int size = text.codePointCount(0, text.length());
    if (offset >= size) {
      return "";
    }
    int end = length < 0 || length > size - offset ? size : offset + length;
    int from = text.offsetByCodePoints(0, offset);
    return text.substring(from, text.offsetByCodePoints(from, end - offset));
  }

  private static Object trim(Arguments a, boolean left, boolean right) {
    String cut = a.string(1);
    String text = a.string(0);
    a.charge(((long) text.length() * cut.length()) >> 6);
    return strip(text, c -> cut.indexOf(c) >= 0, left, right);
  }

  private static String strip(String text, IntPredicate cut, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && cut.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && cut.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static Object trimPrefix(Arguments a) {
    String text = a.string(0);
    String prefix = a.string(1);
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static Object trimSuffix(Arguments a) {
    String text = a.string(0);
    String suffix = a.string(1);
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
