package dev.keybay.format.naming;

import java.util.Optional;

/**
 * The line of versions that replace each other: what configuration, routes and data refer to for as
 * long as the line lives.
 *
 * @param name the plugin's
 * @param version {@code MAJOR.MINOR}; of a plain bundle, which nothing replaces, all three numbers
 */
public record StreamId(String name, String version) implements Comparable<StreamId> {
  /** The stream of a version of a package format, 1 or 2. */
  public static StreamId of(PluginVersion plugin, int format) {
    return new StreamId(plugin.name(), format == 1 ? plugin.version() : plugin.stream());
  }

  /** Reads {@code name-1.0}. */
  public static Optional<StreamId> parse(String text) {
    int dash = text.lastIndexOf('-');
    return dash > 0 && VersionNumbers.areStream(text.substring(dash + 1))
        ? Optional.of(new StreamId(text.substring(0, dash), text.substring(dash + 1)))
        : Optional.empty();
  }

  @Override
  public int compareTo(StreamId other) {
    return new PluginVersion(name, version).compareTo(new PluginVersion(other.name, other.version));
  }

  /** {@code name-MAJOR.MINOR}. */
  @Override
  public String toString() {
    return name + "-" + version;
  }
}
