package dev.keybay.format.naming;

/**
 * A plugin's name and version, ordered by name, then by the numbers of the version.
 *
 * @param version three numbers with dots between them, as {@link VersionNumbers} has them
 */
public record PluginVersion(String name, String version) implements Comparable<PluginVersion> {

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

  private static int compareVersions(String left, String right) {
    String[] l = left.split("\\.", -1);
    String[] r = right.split("\\.", -1);
    for (int i = 0; i < Math.min(l.length, r.length); i++) {
      int byNumber = Integer.compare(Integer.parseInt(l[i]), Integer.parseInt(r[i]));
      if (byNumber != 0) {
        return byNumber;
      }
    }
    return Integer.compare(l.length, r.length);
  }
}
