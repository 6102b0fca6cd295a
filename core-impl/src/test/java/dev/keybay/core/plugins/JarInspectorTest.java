package dev.keybay.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.plugins.JarInspector.BadJarException;
import dev.keybay.core.plugins.JarInspector.Inspected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarInspectorTest {
  private static final String YAML = "OSGI-INF/keybay/plugin.yaml";

  @TempDir Path folder;

  @Test
  void aBundleWithADescriptorIsAPluginOfFormat2() throws Exception {
    Inspected found = JarInspector.inspect(jar(Map.of(), Map.of(YAML, "summary: hello")));
    assertEquals("hello@1.2.3", found.identity().plugin().toString());
    assertEquals(2, found.identity().format());
    assertTrue(found.digest().matches("sha256:[0-9a-f]{64}"));
  }

  @Test
  void aPlainBundleIsAPluginOfFormat1() throws Exception {
    assertEquals(1, JarInspector.inspect(jar(Map.of(), Map.of())).identity().format());
  }

  @Test
  void aTruncatedJarIsRefused() throws Exception {
    Path jar = jar(Map.of(), Map.of("big", "x".repeat(10_000)));
    byte[] whole = Files.readAllBytes(jar);
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      Files.write(jar, Arrays.copyOf(whole, length));
      assertThrows(BadJarException.class, () -> JarInspector.inspect(jar), "at " + length);
    }
  }

  @Test
  void aDamagedEntryIsRefused() throws Exception {
    Path jar = jar(Map.of(), Map.of("big", "some text ".repeat(1000)));
    byte[] bytes = Files.readAllBytes(jar);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("big") + 20;
    bytes[at] ^= 0x55;
    Files.write(jar, bytes);
    assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
  }

  @Test
  void aZipBombIsRefused() throws Exception {
    Path jar = folder.resolve("bomb.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest(Map.of()))) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 600; i++) {
        zip.write(zeros);
      }
    }
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains("expands"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fragment-Host | x | no fragment",
        "DynamicImport-Package | * | DynamicImport-Package is not allowed",
        "Export-Package | com.acme | exports nothing",
        "Bundle-Version | 1.0.0.SNAPSHOT | qualifier",
        "Bundle-Version | one | Bundle-Version",
        "Bundle-ManifestVersion | 1 | no OSGi bundle",
        "Bundle-SymbolicName | dev.keybay.plugin.hello;singleton:=true | singleton",
        "Bundle-SymbolicName | dev.keybay.plugin.list | name of an operation",
      })
  void aManifestThatCouldHarmOthersIsRefused(String header, String value, String expected)
      throws Exception {
    Path jar = jar(Map.of(header, value), Map.of(YAML, "summary: hello"));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void aWrongDescriptorIsRefusedWithItsPlace() throws Exception {
    Path jar = jar(Map.of(), Map.of(YAML, "summary: hello\nroute: [hello]"));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains("line 2, column 1"), refused.getMessage());
  }

  @Test
  void aDescriptorOfAnotherVersionIsRefused() throws Exception {
    Path jar = jar(Map.of(), Map.of(YAML, "version: 1.2.4"));
    assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
  }

  private Path jar(Map<String, String> headers, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve("plugin.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest(headers))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static Manifest manifest(Map<String, String> headers) {
    Map<String, String> all =
        new TreeMap<>(
            Map.of(
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", "dev.keybay.plugin.hello",
                "Bundle-Version", "1.2.3"));
    all.putAll(headers);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    all.forEach(manifest.getMainAttributes()::putValue);
    return manifest;
  }
}
