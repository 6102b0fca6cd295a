package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that the manifests of the distribution and the sources must keep. */
final class ManifestsTest {
  private static final Path ROOT = Broker.HOME.resolve("../../..").normalize();

  @Test
  void onlyTheContractExportsPackagesOfTheHouse() throws IOException {
    int looked = 0;
    for (Path jar : jars("bundles", "plugins")) {
      boolean contract = jar.getFileName().toString().startsWith("core-api-");
      assertEquals(contract, header(jar, "Export-Package").contains("dev.keybay."), jar::toString);
      looked++;
    }
    assertTrue(looked > 10, "the distribution was not found");
  }

  @Test
  void pluginsExportNothingAndImportNeitherTheFrameworkNorEachOther() throws IOException {
    List<Path> plugins = jars("plugins");
    assertFalse(plugins.isEmpty());
    for (Path jar : plugins) {
      assertEquals("", header(jar, "Export-Package"), jar::toString);
      String imports = header(jar, "Import-Package");
      assertFalse(imports.contains("org.osgi.framework"), jar::toString);
      assertTrue(
          imports
              .lines()
              .flatMap(line -> Stream.of(line.split("[,;]")))
              .map(String::trim)
              .filter(name -> name.startsWith("dev.keybay."))
              .allMatch(name -> name.startsWith("dev.keybay.api.")),
          () -> jar + " imports " + imports);
      assertEquals("", header(jar, "DynamicImport-Package"), jar::toString);
      assertEquals("", header(jar, "Require-Bundle"), jar::toString);
    }
  }

  @Test
  void onlyTheDoorsKnowJetty() throws IOException {
    for (Path jar : jars("bundles", "plugins")) {
      if (header(jar, "Bundle-SymbolicName").startsWith("dev.keybay.")) {
        boolean doors = jar.getFileName().toString().startsWith("http-jetty-");
        assertEquals(doors, header(jar, "Import-Package").contains("jetty"), jar::toString);
      }
    }
  }

  @Test
  void pluginsAreNoSingletons() throws IOException {
    for (Path jar : jars("plugins")) {
      assertFalse(header(jar, "Bundle-SymbolicName").contains("singleton"), jar::toString);
    }
  }

  @Test
  void noSourceOfTheHostNamesThePackageOfAPlugin() throws IOException {
    int looked = 0;
    for (String module : List.of("core-api", "core-impl", "runtime", "client")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          assertFalse(text.contains("dev.keybay.plugin."), file::toString);
          assertFalse(text.contains("dev.keybay.verifier."), file::toString);
          looked++;
        }
      }
    }
    assertTrue(looked > 100, "the sources were not found");
  }

  private static List<Path> jars(String... folders) throws IOException {
    Stream.Builder<Path> found = Stream.builder();
    for (String folder : folders) {
      try (Stream<Path> files = Files.list(Broker.HOME.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(found);
      }
    }
    return found.build().toList();
  }

  private static String header(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes manifest = file.getManifest().getMainAttributes();
      return Optional.ofNullable(manifest.getValue(name)).orElse("");
    }
  }
}
