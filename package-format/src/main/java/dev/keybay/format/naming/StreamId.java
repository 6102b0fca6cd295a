package dev.keybay.format.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line of versions that replace each other: what configuration, routes and data refer to for as
 * long as the line lives.
 *
 * @param name the plugin's
 * @param version {@code MAJOR.MINOR}; of a plain bundle, which nothing replaces, all three numbers
 */
public record StreamId(String name, String version) implements Comparable<StreamId> {
  private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9}\\.\\d{1,9}(\\.\\d{1,9})?)");

  /** The stream of a version of a package format, 1 or 2. */
  public static StreamId of(PluginVersion plugin, int format) {
    return new StreamId(plugin.name(), format == 1 ? plugin.version() : plugin.stream());
  }

  /** Reads {@code name-1.0}. */
  public static Optional<StreamId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new StreamId(matcher.group(1), matcher.group(2)))
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
