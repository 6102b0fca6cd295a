package dev.keybay.format.naming;

import java.util.Optional;

/**
 * A plugin's name and version, ordered by name, then by the numbers of the version.
 *
 * @param version three numbers with dots between them, as {@link VersionNumbers} has them
 */
public record PluginVersion(String name, String version) implements Comparable<PluginVersion> {

  /** Reads one exact version: {@code name@1.0.3}, {@code name==1.0.3} or {@code name-1.0.3}. */
  public static Optional<PluginVersion> parse(String text) {
    String at = text.replace("==", "@");
    int split = at.indexOf('@') >= 0 ? at.indexOf('@') : at.lastIndexOf('-');
    return split > 0 && VersionNumbers.areVersion(at.substring(split + 1))
        ? Optional.of(new PluginVersion(at.substring(0, split), at.substring(split + 1)))
        : Optional.empty();
  }

  @Override
  public int compareTo(PluginVersion other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : compareVersions(version, other.version);
  }

  /** The stream's version, {@code MAJOR.MINOR}. */
  public String stream() {
    return version.substring(0, version.lastIndexOf('.'));
  }

  /** How operators name it: {@code name@MAJOR.MINOR.PATCH}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }

  /** Number by number, without taking the texts apart: registries are sorted by it. */
  private static int compareVersions(String left, String right) {
    int l = 0;
    int r = 0;
    while (l <= left.length() && r <= right.length()) {
      int endOfLeft = endOfNumber(left, l);
      int endOfRight = endOfNumber(right, r);
      int byNumber =
          Integer.compare(
              Integer.parseInt(left, l, endOfLeft, 10), Integer.parseInt(right, r, endOfRight, 10));
      if (byNumber != 0) {
        return byNumber;
      }
      l = endOfLeft + 1;
      r = endOfRight + 1;
    }
    return Boolean.compare(l <= left.length(), r <= right.length());
  }

  private static int endOfNumber(String version, int start) {
    int dot = version.indexOf('.', start);
    return dot < 0 ? version.length() : dot;
  }
}
