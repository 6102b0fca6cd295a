package dev.keybay.policy.rego.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import java.util.ArrayList;
import java.util.List;

/** Regular expressions in the syntax of RE2, matched in time linear to the text. */
final class Patterns {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("regex.is_valid", 1, Patterns::isValid),
          Builtin.of("regex.match", 2, a -> matcher(a, 0, 1).find()),
          Builtin.of("regex.find_n", 3, Patterns::find),
          Builtin.of("regex.find_all_string_submatch_n", 3, Patterns::findGroups),
          Builtin.of("regex.replace", 3, Patterns::replace),
          Builtin.of("regex.split", 2, Patterns::split),
          Builtin.of("regex.template_match", 4, Patterns::template));

  private Patterns() {}

  private static Object isValid(Arguments a) {
    if (!(a.get(0) instanceof String text)) {
      return false;
    }
    try {
      a.environment().pattern(text);
      return true;
    } catch (Failure e) {
      return false;
    }
  }

  /** A matcher of one argument's pattern on another's text, charged for the worst it can do. */
  private static Matcher matcher(Arguments a, int expression, int text) {
    String pattern = a.string(expression);
    Pattern compiled = a.environment().pattern(pattern);
    String subject = a.string(text);
    a.charge(1 + ((long) subject.length() * PatternSize.of(pattern)) / 64);
    return compiled.matcher(subject);
  }

  private static int limit(Arguments a, int i) {
    int limit = a.index(i);
    return limit < 0 ? Integer.MAX_VALUE : limit;
  }

  private static Object find(Arguments a) {
    Matcher matcher = matcher(a, 0, 1);
    List<Object> found = new ArrayList<>();
    int limit = limit(a, 2);
    while (found.size() < limit && matcher.find()) {
      a.charge(1);
      found.add(matcher.group());
    }
    return ListArray.of(found);
  }

  private static Object findGroups(Arguments a) {
    Matcher matcher = matcher(a, 0, 1);
    List<Object> found = new ArrayList<>();
    int limit = limit(a, 2);
    while (found.size() < limit && matcher.find()) {
      a.charge(1 + matcher.groupCount());
      List<Object> groups = new ArrayList<>();
      for (int i = 0; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.add(group == null ? "" : group);
      }
      found.add(ListArray.of(groups));
    }
    return ListArray.of(found);
  }

  /** Replaces all matches; {@code $1}, {@code ${1}} and {@code ${name}} stand for groups. */
  private static Object replace(Arguments a) {
    Matcher matcher = matcher(a, 1, 0);
    String subject = a.string(0);
    String replacement = a.string(2);
    StringBuilder out = new StringBuilder();
    int last = 0;
    while (matcher.find()) {
      a.charge(1);
      out.append(subject.substring(last, matcher.start()));
      PatternTemplate.expand(replacement, matcher, out, a);
      last = matcher.end();
    }
    return out.append(subject.substring(last)).toString();
  }

  private static Object split(Arguments a) {
    Matcher matcher = matcher(a, 0, 1);
    String subject = a.string(1);
    List<Object> parts = new ArrayList<>();
    int last = 0;
    while (matcher.find()) {
      a.charge(1);
      if (matcher.end() > 0 && matcher.start() < subject.length()) {
        parts.add(subject.substring(last, matcher.start()));
        last = matcher.end();
      } else if (matcher.end() > matcher.start()) {
        parts.add(subject.substring(last, matcher.start()));
        last = matcher.end();
      }
    }
    parts.add(subject.substring(last));
    return ListArray.of(parts);
  }

  /** A text in which only what stands between the delimiters is a pattern. */
  private static Object template(Arguments a) {
    String pattern = PatternTemplate.pattern(a.string(0), delimiter(a, 2), delimiter(a, 3));
    String subject = a.string(1);
    a.charge(1 + ((long) subject.length() * PatternSize.of(pattern)) / 64);
    return a.environment().pattern(pattern).matches(subject);
  }

  private static char delimiter(Arguments a, int i) {
    String delimiter = a.string(i);
    if (delimiter.length() != 1) {
      throw Failure.builtin("delimiter must be exactly one character");
    }
    return delimiter.charAt(0);
  }
}
