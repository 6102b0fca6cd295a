package dev.keybay.core.config;

/**
 * A place in a file, as an editor counts.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Location(int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
