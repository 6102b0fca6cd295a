package dev.keybay.policy.rego.builtin;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An upper bound on the size of a pattern's program, without compiling it: RE2 copies what is
 * repeated, and copies of copies multiply.
 */
public final class PatternSize {
  /** Patterns above this are refused. */
  public static final int MAX = 20_000;

  /** Groups that may nest; RE2/J's parser and compiler recurse into them. */
  public static final int MAX_GROUPS = 100;

  private PatternSize() {}

  /** The bound, at most one above {@link #MAX}. */
  public static int of(String pattern) {
    // For each open group: the size of what stands in it so far.
    Deque<Long> sizes = new ArrayDeque<>();
    long size = 1;
    long last = 1;
    for (int i = 0; i < pattern.length() && size <= MAX; i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '\\' -> {
          i++;
          last = 2;
          size += last;
        }
        case '[' -> {
          i = classEnd(pattern, i);
          last = 4;
          size += last;
        }
        case '(' -> {
          sizes.push(size);
          if (sizes.size() > MAX_GROUPS) {
            return MAX + 1;
          }
          size = 2;
        }
        case ')' -> {
          if (!sizes.isEmpty()) {
            last = size;
            size += sizes.pop();
          }
        }
        case '{' -> {
          size += last * (repeat(pattern, i) - 1);
          last *= repeat(pattern, i);
        }
        default -> {
          last = 2;
          size += last;
        }
      }
    }
    while (!sizes.isEmpty()) {
      size += sizes.pop();
    }
    return (int) Math.min(size, MAX + 1L);
  }

  private static int classEnd(String pattern, int start) {
    int i = start + 1;
    if (i < pattern.length() && pattern.charAt(i) == '^') {
      i++;
    }
    if (i < pattern.length() && pattern.charAt(i) == ']') {
      i++;
    }
    while (i < pattern.length() && pattern.charAt(i) != ']') {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The highest count in braces: at least 1, at most what RE2 allows. */
  private static int repeat(String pattern, int start) {
    int highest = 1;
    int number = 0;
    for (int i = start + 1; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.min(1001, number * 10 + c - '0');
        highest = Math.max(highest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return 1; // No repetition, as in \p{Greek}.
      }
    }
    return highest;
  }
}
