package dev.keybay.policy.rego;

import java.util.Arrays;

/** Where the lines of a text begin. */
final class Lines {
  private final int[] starts;

  Lines(String text) {
    int[] found = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      found[line++] = i + 1;
    }
    starts = found;
  }

  /** The line of a character, from 1. */
  int at(int character) {
    int found = Arrays.binarySearch(starts, character);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
