package dev.keybay.core.plugins;

import dev.keybay.format.naming.PluginVersion;
import java.util.Optional;

/**
 * Where the framework has the bundle of a version that the host brought in: {@code
 * keybay:hello-1.0/1.0.3/<digest>}. The digest is part of it, so that other bytes are never
 * mistaken for these.
 */
public final class PluginLocation {
  private static final String SCHEME = "keybay:";

  private PluginLocation() {}

  static String of(PluginVersion plugin, String digest) {
    return SCHEME + plugin.name() + "-" + plugin.stream() + "/" + plugin.version() + "/" + digest;
  }

  /** The version that was brought in at a location; empty if the shell brought it. */
  public static Optional<PluginVersion> versionAt(String location) {
    if (!location.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String[] parts = location.substring(SCHEME.length()).split("/", 3);
    String name = parts[0].substring(0, parts[0].lastIndexOf('-'));
    return Optional.of(new PluginVersion(name, parts[1]));
  }
}
