package dev.keybay.policy.rego.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.keybay.policy.rego.value.Failure;

/** Texts that have patterns in them, and replacements that have groups in them. */
final class PatternTemplate {
  private PatternTemplate() {}

  /** The pattern of a template: what stands between delimiters, which may nest, in a group. */
  static String pattern(String template, char open, char close) {
    StringBuilder out = new StringBuilder("^");
    int depth = 0;
    int start = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == open && depth++ == 0) {
        out.append(Pattern.quote(template.substring(start, i)));
        start = i + 1;
      } else if (c == close && open != close) {
        if (--depth == 0) {
          out.append('(').append(template, start, i).append(')');
          start = i + 1;
        } else if (depth < 0) {
          throw Failure.builtin("unbalanced delimiters in the template");
        }
      }
    }
    if (depth != 0) {
      throw Failure.builtin("unbalanced delimiters in the template");
    }
    return out.append(Pattern.quote(template.substring(start))).append('$').toString();
  }

  /** Appends a replacement with its groups; an unknown group is empty. */
  static void expand(String replacement, Matcher matcher, StringBuilder out, Arguments a) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '$' || i + 1 == replacement.length()) {
        out.append(c);
        continue;
      }
      if (replacement.charAt(i + 1) == '$') {
        out.append('$');
        i++;
        continue;
      }
      boolean braced = replacement.charAt(i + 1) == '{';
      int start = i + (braced ? 2 : 1);
      int end = start;
      while (end < replacement.length()
          && (Character.isLetterOrDigit(replacement.charAt(end))
              || replacement.charAt(end) == '_')) {
        end++;
      }
      if (end == start
          || (braced && (end == replacement.length() || replacement.charAt(end) != '}'))) {
        out.append('$');
        continue;
      }
      String group = group(matcher, replacement.substring(start, end));
      a.charge(1 + (group.length() >> 5));
      out.append(group);
      i = braced ? end : end - 1;
    }
  }

  private static String group(Matcher matcher, String name) {
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
      String group = number <= matcher.groupCount() ? matcher.group(number) : null;
      return group == null ? "" : group;
    }
    try {
      String group = matcher.group(name);
      return group == null ? "" : group;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
