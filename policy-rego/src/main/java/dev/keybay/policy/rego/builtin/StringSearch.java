package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Finding strings in strings. Places count code points. */
final class StringSearch {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("contains", 2, a -> a.string(0).contains(sought(a))),
          Builtin.of("startswith", 2, a -> a.string(0).startsWith(a.string(1))),
          Builtin.of("endswith", 2, a -> a.string(0).endsWith(a.string(1))),
          Builtin.of("indexof", 2, StringSearch::indexOf),
          Builtin.of("indexof_n", 2, StringSearch::indicesOf),
          Builtin.of("strings.count", 2, StringSearch::count),
          Builtin.of("strings.any_prefix_match", 2, a -> any(a, String::startsWith)),
          Builtin.of("strings.any_suffix_match", 2, a -> any(a, String::endsWith)));

  private StringSearch() {}

  private static String sought(Arguments a) {
    a.chargeSearch(a.string(0), a.string(1));
    return a.string(1);
  }

  private static String needle(Arguments a) {
    String needle = sought(a);
    if (needle.isEmpty()) {
      throw Failure.builtin("empty search character");
    }
    return needle;
  }

  private static Object indexOf(Arguments a) {
    String text = a.string(0);
    int at = text.indexOf(needle(a));
    return at < 0 ? -1L : (long) text.codePointCount(0, at);
  }

  private static Object indicesOf(Arguments a) {
    String text = a.string(0);
    String needle = needle(a);
    List<Object> indices = new ArrayList<>();
    long points = 0;
    int counted = 0;
    for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      a.charge(1);
      points += text.codePointCount(counted, at);
      counted = at;
      indices.add(points);
    }
    return ListArray.of(indices);
  }

  private static Object count(Arguments a) {
    String text = a.string(0);
    String needle = sought(a);
    if (needle.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length())) {
      count++;
    }
    return count;
  }

  private static Object any(Arguments a, BiPredicate<String, String> matches) {
    String[] texts = texts(a, 0);
    String[] affixes = texts(a, 1);
    a.charge(((long) texts.length * affixes.length) / 4);
    for (String text : texts) {
      for (String affix : affixes) {
        a.charge(affix.length() >> 5);
        if (matches.test(text, affix)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String[] texts(Arguments a, int i) {
    if (a.get(i) instanceof String text) {
      return new String[] {text};
    }
    if (dev.keybay.policy.rego.value.Types.rank(a.get(i)) < 4
        || a.get(i) instanceof dev.keybay.policy.rego.value.ObjectValue) {
      throw a.wrong(i, "one of {string, set, array}");
    }
    return a.strings(i);
  }
}
