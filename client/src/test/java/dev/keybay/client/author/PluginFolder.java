package dev.keybay.client.author;

import dev.keybay.format.jar.DirectoryJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An unpacked plugin. */
record PluginFolder(Path folder) {
  static final String DESCRIPTOR =
      """
      format: 2
      routes: [hello]
      interfaces:
        launch: {}
      permissions:
        host: [notify]
      """;

  static PluginFolder in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("META-INF"));
    Files.writeString(
        folder.resolve("META-INF/MANIFEST.MF"),
        """
        Manifest-Version: 1.0
        Bundle-ManifestVersion: 2
        Bundle-SymbolicName: com.acme.hello
        Bundle-Version: 1.0.3
        """);
    PluginFolder plugin = new PluginFolder(folder);
    plugin.describe(DESCRIPTOR);
    return plugin;
  }

  void describe(String yaml) throws IOException {
    Path descriptor = folder.resolve("OSGI-INF/keybay/plugin.yaml");
    Files.createDirectories(descriptor.getParent());
    Files.writeString(descriptor, yaml);
  }

  /** Gives it a part of the OpenAPI document. */
  void say(String json) throws IOException {
    Files.writeString(folder.resolve("OSGI-INF/keybay/openapi.json"), json);
  }

  byte[] jar() throws IOException {
    return DirectoryJar.pack(List.of(folder));
  }
}
