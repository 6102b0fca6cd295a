package dev.keybay.core.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known name that was probably meant. */
final class Suggestion {
  private Suggestion() {}

  /** {@code ; did you mean "x"?}, or the known names, or an empty text where there are none. */
  static String of(String given, Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    return known.stream()
        .min(Comparator.<String>comparingInt(name -> distance(given, name)).thenComparing(n -> n))
        .filter(name -> distance(given, name) <= Math.max(2, given.length() / 3))
        .map(name -> "; did you mean \"" + name + "\"?")
        .orElseGet(() -> "; known are " + String.join(", ", known.stream().sorted().toList()));
  }

  /** Levenshtein's distance: how many letters to put in, take out or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
