package dev.keybay.client.trustee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keybay.client.Json;
import dev.keybay.client.trustee.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfFolderTest {
  private static final String TOML =
      """
      [http_server]
      sockets = ["127.0.0.1:8443"]
      private_key = "key.pem"
      certificate = "cert.pem"
      """;

  @TempDir Path temp;
  private TrusteeFolder trustee;

  @BeforeEach
  void files() throws IOException {
    trustee = new TrusteeFolder(temp);
    trustee.file("key.pem", TrusteeFolder.KEY);
    trustee.file("cert.pem", TrusteeFolder.CERTIFICATE);
  }

  @Test
  void settingsAndKeysAreWrittenAndFoundTheSecondTime() throws Exception {
    assertEquals(List.of(State.DONE), states(false, false));
    assertEquals(
        Map.of(
            "address", "127.0.0.1",
            "port", 8443,
            "privateKey", "trustee-tls.key",
            "certificate", "trustee-tls.pem"),
        http());
    assertEquals("rw-------", mode("trustee-tls.key"));
    assertEquals("rw-r--r--", mode("trustee-tls.pem"));
    assertEquals("rw-r--r--", mode("http.json"));
    assertEquals(List.of(State.PRESENT), states(false, false));
    try (Stream<Path> files = Files.list(trustee.conf())) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void aPlanWritesNothing() throws Exception {
    assertEquals(List.of(State.TO_DO), states(true, false));
    try (Stream<Path> files = Files.list(trustee.conf())) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatIsThereAndDiffersStaysWithoutForce() throws Exception {
    Files.writeString(trustee.conf().resolve("http.json"), "{\"port\": 9, \"http2\": false}");
    Files.writeString(trustee.conf().resolve("trustee-tls.pem"), "another");
    assertEquals(List.of(State.DONE, State.KEPT), states(false, false));
    assertEquals(9, http().get("port"));
    assertEquals("another", Files.readString(trustee.conf().resolve("trustee-tls.pem")));
    assertEquals(List.of(State.DONE, State.PRESENT), states(false, true));
    assertEquals(8443, http().get("port"));
    assertEquals(false, http().get("http2"));
  }

  @Test
  void aSettingsFileThatIsNoJsonIsLeftAsItIs() throws Exception {
    Path file = Files.writeString(trustee.conf().resolve("http.json"), "{ port: s3cret");
    List<Finding> findings = carry(false, false);
    assertEquals(4, findings.stream().filter(one -> one.state() == State.FAILED).count());
    assertFalse(findings.toString().contains("s3cret"));
    assertEquals("{ port: s3cret", Files.readString(file));
  }

  private List<State> states(boolean plan, boolean force) throws IOException {
    return carry(plan, force).stream().map(Finding::state).distinct().sorted().toList();
  }

  private List<Finding> carry(boolean plan, boolean force) throws IOException {
    return new ConfFolder(trustee.conf(), new Manner(plan, force)).carry(trustee.read(TOML));
  }

  private Map<String, ?> http() throws IOException {
    return Json.parseObject(Files.readAllBytes(trustee.conf().resolve("http.json")));
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(trustee.conf().resolve(name)));
  }
}
