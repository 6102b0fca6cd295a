package dev.keybay.format.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.JarInspector.Inspected;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarInspectorTest {
  private static final String YAML = "OSGI-INF/keybay/plugin.yaml";
  private static final Map<String, String> NO_ENTRIES = Map.of();

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
      zip.setLevel(Deflater.BEST_SPEED);
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
        "Bundle-Version | 1 | expected Bundle-Version: three numbers, for example 1.0.3; found 1",
        "Bundle-Version | 1.0 | expected Bundle-Version: three numbers",
        "Bundle-Version | 1.00.3 | expected Bundle-Version: three numbers",
        "Bundle-Version | 1.0.2147483648 | Bundle-Version",
        "Bundle-ManifestVersion | 1 | no OSGi bundle",
        "Bundle-SymbolicName | dev.keybay.plugin.hello;singleton:=true | singleton",
        "Bundle-SymbolicName | dev.keybay.plugin.hello; singleton := \"true\"; x=y | singleton",
        "Bundle-SymbolicName | dev.keybay.plugin.hello;singleton:=\"True\" | singleton",
        "Bundle-SymbolicName | dev.keybay.plugin.list | name of an operation",
        "Bundle-NativeCode | lib/x.so | permissions: { host: [native] }",
        "Bundle-Activator | com.acme.Gone | class com.acme.Gone, which is not in the jar",
      })
  void aManifestThatCouldHarmOthersIsRefused(String header, String value, String expected)
      throws Exception {
    Path jar = jar(Map.of(header, value), Map.of(YAML, "summary: hello"));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void aVersionIsThreeNumbersAndThatOfAPlainBundleWhatOsgiMakesOfIt() throws Exception {
    Map<String, String> none = Map.of("Bundle-Version", "");
    Path described = jar(none, Map.of(YAML, "version: 1.2.3\nsummary: hello"));
    assertThrows(BadJarException.class, () -> JarInspector.inspect(described));
    Path unsaid = jar(none, Map.of(YAML, "summary: hello"));
    BadJarException refused =
        assertThrows(BadJarException.class, () -> JarInspector.inspect(unsaid));
    assertTrue(refused.getMessage().contains("there is none"), refused.getMessage());
    assertEquals("0.0.0", version(jar(none, Map.of())));
    assertEquals("1.0.0", version(jar(Map.of("Bundle-Version", "1"), Map.of())));
    assertEquals("1.2.0", version(jar(Map.of("Bundle-Version", "1.2"), Map.of())));
  }

  @Test
  void aQualifierIsTakenInDevelopmentAndDoesNotCount() throws Exception {
    Map<String, String> snapshot = Map.of("Bundle-Version", "1.2.3.SNAPSHOT");
    for (Map<String, String> entries : List.of(Map.of(YAML, "summary: hello"), NO_ENTRIES)) {
      Path jar = jar(snapshot, entries);
      Inspected found = JarInspector.inspect(jar, name -> name.equals("hello"));
      assertEquals("hello@1.2.3", found.identity().plugin().toString());
      assertThrows(BadJarException.class, () -> JarInspector.inspect(jar, name -> false));
    }
  }

  private static String version(Path jar) throws Exception {
    return JarInspector.inspect(jar).identity().plugin().version();
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

  @Test
  void nativeCodeThatTheDescriptorAsksForIsTaken() throws Exception {
    JarInspector.inspect(
        jar(
            Map.of("Bundle-NativeCode", "lib/x.so"),
            Map.of(YAML, "permissions: { host: [native] }")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backend_component: com.acme.Gone | class com.acme.Gone, which is not in the jar",
        "interfaces: { admin: { backend: com.acme.Gone } } | class com.acme.Gone",
        "icon: web/icon.svg | the file web/icon.svg, which is not in the jar",
        "artifact: { url: x, sha256: SHA } | a jar cannot name its own digest",
      })
  void whatADescriptorNamesMustBeInTheJar(String yaml, String expected) throws Exception {
    Path jar = jar(Map.of(), Map.of(YAML, yaml.replace("SHA", "0".repeat(64))));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains(expected), refused.getMessage());
  }

  @Test
  void aClassMayBeInAFolderOrAJarOfTheBundlesClassPath() throws Exception {
    Path inner = jar(Map.of(), Map.of("com/acme/Hello.class", ""));
    byte[] library = Files.readAllBytes(inner);
    String yaml = "backend_component: com.acme.Hello";
    for (String place : new String[] {"com/acme/Hello.class", "classes/com/acme/Hello.class"}) {
      JarInspector.inspect(
          jar(
              Map.of("Bundle-ClassPath", "., classes/, lib/library.jar;x=y"),
              Map.of(YAML, yaml, place, "")));
    }
    Path jar = folder.resolve("outer.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip =
            new JarOutputStream(out, manifest(Map.of("Bundle-ClassPath", ".,lib/library.jar")))) {
      zip.putNextEntry(new ZipEntry(YAML));
      zip.write(yaml.getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("lib/library.jar"));
      zip.write(library);
    }
    JarInspector.inspect(jar);
  }

  @Test
  void aDescriptorThatOffersNothingIsRefused() throws Exception {
    Path jar = jar(Map.of("Service-Component", ""), Map.of(YAML, "summary: hello"));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains("offers nothing"), refused.getMessage());
  }

  @Test
  void aLaterFormatIsToldApart() throws Exception {
    Path jar = jar(Map.of(), Map.of(YAML, "format: 3"));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertEquals(ErrorCode.UNSUPPORTED_FORMAT, refused.code());
  }

  @Test
  void anEntryThatIsLongerThanTheDirectorySaysIsRefused() throws Exception {
    Path jar = jar(Map.of(), Map.of("extra", "0123456789"));
    byte[] bytes = Files.readAllBytes(jar);
    int inDirectory = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("extra");
    bytes[inDirectory - 46 + 24] = 4; // the size, see APPNOTE 4.3.12
    Files.write(jar, bytes);
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains("its directory says 4"), refused.getMessage());
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() throws Exception {
    Path jar = jar(Map.of(), Map.of("first", "1", "other", "2"));
    String bytes = new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1);
    Files.write(jar, bytes.replace("other", "first").getBytes(StandardCharsets.ISO_8859_1));
    BadJarException refused = assertThrows(BadJarException.class, () -> JarInspector.inspect(jar));
    assertTrue(refused.getMessage().contains("first twice"), refused.getMessage());
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
                "Bundle-Version", "1.2.3",
                "Service-Component", "OSGI-INF/hello.xml"));
    all.putAll(headers);
    all.values().removeIf(String::isEmpty);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    all.forEach(manifest.getMainAttributes()::putValue);
    return manifest;
  }
}
