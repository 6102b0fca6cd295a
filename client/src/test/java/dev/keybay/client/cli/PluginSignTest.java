package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginSignTest {

  private static final String PASSWORD = "correct horse";

  @TempDir private static Path keys;
  @TempDir private Path folder;
  private Path jar;

  @BeforeAll
  static void makeKeys() throws Exception {
    keytool("one.p12", "acme release", "CN=Acme");
    keytool("two.p12", "first", "CN=First");
    keytool("two.p12", "second", "CN=Second");
  }

  @BeforeEach
  void makeJar() throws IOException {
    jar = folder.resolve("hello.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.putNextEntry(new ZipEntry("com/acme/Hello.class"));
      zip.write(new byte[] {1, 2, 3});
    }
  }

  @Test
  void theJarIsSignedInItsPlace() throws IOException {
    CommandRun run = sign(PASSWORD, "one.p12");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().startsWith("signed " + jar + " by CN=Acme, valid until "), run.out());
    assertEquals(Set.of("CN=Acme"), signers(jar));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(jar), files.toList());
    }
  }

  @Test
  void theSignedJarGoesElsewhereAndTheOldOneStays() throws IOException {
    byte[] before = Files.readAllBytes(jar);
    Path out = folder.resolve("signed.jar");
    CommandRun run = sign(PASSWORD, "one.p12", "--out", out.toString(), "--json");
    assertEquals(0, run.code(), run.err());
    Map<?, ?> result = (Map<?, ?>) Json.parse(run.out());
    assertEquals(out.toString(), result.get("jar"));
    assertTrue(String.valueOf(result.get("fingerprint")).matches("sha256:[0-9a-f]{64}"));
    assertEquals(Set.of("CN=Acme"), signers(out));
    assertArrayEquals(before, Files.readAllBytes(jar));
  }

  @Test
  void aliasNamesOneOfSeveralKeys() throws IOException {
    CommandRun which = sign(PASSWORD, "two.p12");
    assertEquals(1, which.code());
    assertTrue(which.err().contains("or --alias"), which.err());
    assertTrue(which.err().contains("first, second"), which.err());
    assertEquals(0, sign(PASSWORD, "two.p12", "--alias", "second").code());
    assertEquals(Set.of("CN=Second"), signers(jar));
  }

  @Test
  void thePasswordComesFromAFileOrAVariable() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    assertEquals(0, sign("", "one.p12", "--password-file", file.toString()).code());
    Map<String, String> env = Map.of("KEYBAY_KEY_PASSWORD", PASSWORD);
    String key = keys.resolve("one.p12").toString();
    assertEquals(
        0,
        CommandRun.of("", env, Optional.empty(), "plugin", "sign", jar.toString(), "--key", key)
            .code());
  }

  @Test
  void aWrongPasswordIsNotShownAndChangesNothing() throws IOException {
    byte[] before = Files.readAllBytes(jar);
    CommandRun run = sign("very-secret", "one.p12");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("expected PKCS#12 and its password"), run.err());
    assertFalse(run.err().contains("very-secret"), run.err());
    assertArrayEquals(before, Files.readAllBytes(jar));
  }

  @Test
  void whatIsNoJarIsSaid() throws IOException {
    Files.writeString(jar, "no zip");
    CommandRun run = sign(PASSWORD, "one.p12");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("is no complete jar"), run.err());
  }

  @Test
  void aJavaWithoutToolsIsSaid() {
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> JarSigning.requireTools(ModuleLayer.empty()));
    assertTrue(failure.getMessage().contains("is a JRE"), failure.getMessage());
  }

  private CommandRun sign(String password, String key, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("plugin", "sign", jar.toString(), "--key", keys.resolve(key).toString()));
    Collections.addAll(args, more);
    return CommandRun.of(password + "\n", Map.of(), Optional.empty(), args.toArray(String[]::new));
  }

  /** The subjects of who signed everything but the signature. */
  private static Set<String> signers(Path signed) throws IOException {
    Set<String> subjects = new TreeSet<>();
    try (JarFile file = new JarFile(signed.toFile(), true, ZipFile.OPEN_READ)) {
      JarEntry entry = file.getJarEntry("com/acme/Hello.class");
      try (InputStream in = file.getInputStream(entry)) {
        assertArrayEquals(new byte[] {1, 2, 3}, in.readAllBytes());
      }
      for (var signer : entry.getCodeSigners()) {
        X509Certificate leaf =
            (X509Certificate) signer.getSignerCertPath().getCertificates().get(0);
        subjects.add(leaf.getSubjectX500Principal().getName());
      }
    }
    return subjects;
  }

  private static void keytool(String file, String alias, String subject) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                tool.toString(),
                "-genkeypair",
                "-keystore",
                keys.resolve(file).toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                subject)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
