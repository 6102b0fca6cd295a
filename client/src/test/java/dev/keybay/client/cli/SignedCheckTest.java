package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.jar.DirectoryJar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plugin check} of what {@code plugin sign} has signed. */
final class SignedCheckTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void sign() throws Exception {
    for (String name : List.of("acme", "other")) {
      keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name);
      keytool(name, "-exportcert", "-rfc", "-file", folder.resolve(name + ".pem").toString());
    }
    Path plugin = folder.resolve("plugin");
    Files.createDirectories(plugin.resolve("META-INF"));
    Files.createDirectories(plugin.resolve("OSGI-INF/keybay"));
    Files.writeString(
        plugin.resolve("META-INF/MANIFEST.MF"),
        """
        Manifest-Version: 1.0
        Bundle-ManifestVersion: 2
        Bundle-SymbolicName: com.acme.hello
        Bundle-Version: 1.0.3
        """);
    Files.writeString(
        plugin.resolve("OSGI-INF/keybay/plugin.yaml"),
        """
        format: 2
        interfaces: { launch: {} }
        trust: { requested: reviewed }
        provenance: { revision: abc }
        """);
    jar = Files.write(folder.resolve("hello.jar"), DirectoryJar.pack(List.of(plugin)));
    CommandRun signed = run("sign", jar.toString(), "--key", folder.resolve("acme.p12").toString());
    assertEquals(0, signed.code(), signed.err());
  }

  @Test
  void whoSignedAllOfItIsSaid() {
    CommandRun run = run("check", jar.toString());
    assertEquals(0, run.code(), run.out());
    assertTrue(run.out().contains("whole, by CN=acme (sha256:"), run.out());
  }

  @Test
  void itCountsIfTheSignerIsTheOneAskedFor() {
    String acme = folder.resolve("acme.pem").toString();
    assertEquals(0, run("check", jar.toString(), "--signed-by", acme).code());
    String other = folder.resolve("other.pem").toString();
    CommandRun run = run("check", jar.toString(), "--signed-by", other);
    assertEquals(1, run.code());
    assertTrue(run.out().contains("error: the jar's signer is not trusted"), run.out());
  }

  @Test
  void whatItSaysOfItselfIsShown() {
    String said = run("check", jar.toString()).out();
    assertTrue(said.contains("asks trust   reviewed"), said);
    assertTrue(said.contains("revision     abc"), said);
  }

  @Test
  void warningsFailAStrictCheck() {
    assertEquals(1, run("check", jar.toString(), "--strict").code());
  }

  private static CommandRun run(String... words) {
    List<String> all = new ArrayList<>(List.of("plugin"));
    all.addAll(List.of(words));
    return CommandRun.of(PASSWORD + "\n", Map.of(), Optional.empty(), all.toArray(String[]::new));
  }

  private static void keytool(String name, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(
        List.of("-keystore", folder.resolve(name + ".p12").toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", name));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }
}
