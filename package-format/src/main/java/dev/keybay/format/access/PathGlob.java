package dev.keybay.format.access;

import java.util.List;

/**
 * A pattern over decoded path segments: {@code *} is one segment of any text, {@code **} any number
 * of segments (none included), anything else is itself. Matching needs time in the product of the
 * two lengths, whatever the pattern.
 */
public final class PathGlob {
  private final String text;
  private final String[] pattern;

  private PathGlob(String text, String[] pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if a star stands inside a segment
   */
  public static PathGlob parse(String text) {
    String path = text.startsWith("/") ? text.substring(1) : text;
    String[] pattern = path.isEmpty() ? new String[0] : path.split("/", -1);
    for (String segment : pattern) {
      if (segment.contains("*") && !segment.equals("*") && !segment.equals("**")) {
        throw new IllegalArgumentException(
            "a star stands for a whole segment (*) or for any number of them (**), but here is '"
                + segment
                + "'");
      }
    }
    return new PathGlob(text, pattern);
  }

  /** Whether the whole path matches. */
  public boolean matches(List<String> path) {
    // Greedy with one point to return to: the last ** seen. What follows it is tried at each place.
    int at = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (at < path.size()) {
      if (p < pattern.length && pattern[p].equals("**")) {
        star = p++;
        retry = at;
      } else if (p < pattern.length
          && (pattern[p].equals("*") || pattern[p].equals(path.get(at)))) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p].equals("**")) {
      p++;
    }
    return p == pattern.length;
  }

  @Override
  public String toString() {
    return text;
  }
}
