package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.PluginManager;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The version of Keybay: that of the bundle with the contract, which the host ships. A plugin has
 * no view of the framework, but every class may read its own bundle's manifest.
 */
final class HostVersion {
  static final String UNKNOWN = "unknown";

  private HostVersion() {}

  static String read() {
    try (InputStream manifest = PluginManager.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
      return manifest == null ? UNKNOWN : of(manifest);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  static String of(InputStream manifest) throws IOException {
    Attributes main = new Manifest(manifest).getMainAttributes();
    @Nullable String version = main.getValue("Bundle-Version");
    return version == null ? UNKNOWN : version;
  }
}
