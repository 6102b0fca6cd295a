package dev.keybay.client.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginRepackerTest {

  @TempDir private Path folder;

  @Test
  void onlyTheVersionChanges() throws IOException {
    Path original = DemoHome.jar(folder.resolve("a.jar"));
    byte[] bytes = new PluginRepacker(original).repack("1.2.4");
    Path repacked = Files.write(folder.resolve("b.jar"), bytes);
    assertEquals("1.2.3", new PluginRepacker(original).version());
    assertEquals("1.2.4", new PluginRepacker(repacked).version());
    try (JarFile jar = new JarFile(repacked.toFile())) {
      assertEquals(
          "dev.keybay.plugin.resource",
          jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"));
      assertEquals(
          "a/B.class",
          new String(
              jar.getInputStream(jar.getEntry("a/B.class")).readAllBytes(),
              StandardCharsets.UTF_8));
    }
  }

  @Test
  void aSignatureThatNoLongerHoldsIsDropped() throws IOException {
    Path original = DemoHome.jar(folder.resolve("a.jar"));
    byte[] bytes = new PluginRepacker(original).repack("1.2.4");
    try (JarFile jar = new JarFile(Files.write(folder.resolve("b.jar"), bytes).toFile())) {
      assertEquals(
          List.of("META-INF/MANIFEST.MF", "a/B.class", "OSGI-INF/keybay/plugin.yaml"),
          jar.stream().map(ZipEntry::getName).toList());
      assertEquals(Map.of(), jar.getManifest().getEntries());
    }
  }

  @Test
  void aVersionIsRaisedInItsStream() {
    assertEquals("1.0.13", PluginRepacker.raise("1.0.3", 10));
    assertThrows(IllegalArgumentException.class, () -> PluginRepacker.raise("1.0", 1));
    assertThrows(IllegalArgumentException.class, () -> PluginRepacker.raise("1.0.0-SNAPSHOT", 1));
  }

  @Test
  void aJarThatIsNoBundleIsRefused() throws IOException {
    Path file = folder.resolve("plain.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x"));
    }
    assertThrows(IOException.class, () -> new PluginRepacker(file).version());
  }
}
