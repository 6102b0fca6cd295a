package dev.keybay.core.store;

import java.util.Optional;

/**
 * The keys with a prefix, after another key, in the order of their UTF-8 bytes, which is the order
 * of their code points (and not the order of Java's characters).
 *
 * @param from the lowest key that may be in the range
 * @param not a key that is not in the range although it may be the lowest
 * @param below the lowest string above the range; empty if nothing is above
 */
record KeyRange(String from, String not, Optional<String> below) {

  static KeyRange of(String prefix, String after) {
    String from = compareCodePoints(prefix, after) >= 0 ? prefix : after;
    return new KeyRange(from, after, successor(prefix));
  }

  /** The lowest string that is above every string with this prefix. */
  private static Optional<String> successor(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(prefix.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }

  private static int compareCodePoints(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      int x = a.codePointAt(i);
      int y = b.codePointAt(i);
      if (x != y) {
        return Integer.compare(x, y);
      }
      i += Character.charCount(x);
    }
    return Integer.compare(a.length(), b.length());
  }
}
