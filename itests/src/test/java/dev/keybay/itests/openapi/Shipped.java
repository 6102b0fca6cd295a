package dev.keybay.itests.openapi;

import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.openapi.ApiDocument;
import dev.keybay.format.openapi.ApiPart;
import dev.keybay.itests.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** The plugins of the distribution, as their jars have them. */
record Shipped(PluginIdentity identity, Optional<ApiPart> part) {

  static List<Shipped> plugins() throws Exception {
    List<Shipped> all = new ArrayList<>();
    try (Stream<Path> jars = Files.list(Broker.HOME.resolve("plugins"))) {
      for (Path jar : jars.sorted().toList()) {
        all.add(of(jar));
      }
    }
    return all;
  }

  private static Shipped of(Path jar) throws Exception {
    PluginIdentity identity = JarInspector.inspect(jar).identity();
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(ApiPart.ENTRY);
      return new Shipped(
          identity,
          entry == null
              ? Optional.empty()
              : Optional.of(ApiPart.read(file.getInputStream(entry).readAllBytes(), identity)));
    }
  }

  /** The document of all of them. */
  static Map<String, @Nullable Object> document() throws Exception {
    return ApiDocument.of(plugins().stream().map(Shipped::part).flatMap(Optional::stream).toList());
  }
}
