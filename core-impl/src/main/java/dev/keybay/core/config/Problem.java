package dev.keybay.core.config;

/**
 * What is wrong with a setting: where it stands, what was expected, what to do.
 *
 * @param source the file's name with the place in it, or {@code --set key}
 */
record Problem(String source, String text) {
  static Problem in(String file, Location at, String text) {
    return new Problem(file + ", " + at, text);
  }

  @Override
  public String toString() {
    return source + ": " + text;
  }
}
