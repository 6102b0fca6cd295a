package dev.keybay.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that starts: what it says, what others can ask, and how it stops. */
class StartIT {
  @TempDir Path temp;
  private TestHome home;
  private KeybayProcess broker;
  private String url;

  @BeforeEach
  void start() throws Exception {
    home = TestHome.in(temp).thatIsReady();
    broker = KeybayProcess.run(home, Map.of(), "start", "--port", "0");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !broker.alive() || broker.out().endsWith("\n"));
    assertTrue(broker.alive(), broker.err());
    url = broker.out().strip().substring("ready ".length());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void itSaysOneLineAndListensThere() throws Exception {
    assertTrue(broker.out().matches("ready http://127\\.0\\.0\\.1:[0-9]+\n"), broker.out());
    HttpURLConnection answer = connect("/nothing");
    assertTrue(answer.getResponseCode() >= 400);
    assertEquals(null, answer.getHeaderField("Server"));
  }

  @Test
  void itLeavesItsPidAndUrlAndKeepsEverythingToItself() throws Exception {
    Path data = home.path().resolve("data");
    assertEquals(broker.pid() + "\n", Files.readString(data.resolve("run/pid")));
    assertEquals(url + "\n", Files.readString(data.resolve("run/url")));
    assertEquals("1\n", Files.readString(data.resolve("version")));
    assertEquals("rwx------", mode(data));
    assertEquals("rwx------", mode(data.resolve("log")));
    assertEquals("rw-------", mode(data.resolve("log/keybay.log")));
    assertEquals("rw-------", mode(data.resolve("run/shell.sock")));
  }

  @Test
  void aSecondBrokerOnTheSameDataIsToldSo() throws Exception {
    try (KeybayProcess second = KeybayProcess.run(home, Map.of(), "start", "--port", "0")) {
      assertEquals(1, second.exit());
      assertTrue(
          second.err().contains("another broker (process " + broker.pid() + ") is running"),
          second.err());
      assertEquals("", second.out());
    }
    assertTrue(broker.alive());
  }

  @Test
  void aTakenPortIsRefusedBeforeAnythingIsMade() throws Exception {
    Path other = temp.resolve("other");
    String port = url.substring(url.lastIndexOf(':') + 1);
    try (KeybayProcess second =
        KeybayProcess.run(home, Map.of("KEYBAY_DATA", other.toString()), "start", "--port", port)) {
      assertEquals(1, second.exit());
      assertTrue(second.err().contains("cannot listen on port " + port), second.err());
      assertTrue(second.err().contains("--port 0"), second.err());
    }
    assertFalse(Files.exists(other));
  }

  @Test
  void statusTellsWhereItIs() throws Exception {
    try (KeybayProcess status = KeybayProcess.run(home, Map.of(), "status", "--json")) {
      assertEquals(0, status.exit());
      assertEquals(
          "{\"running\":true,\"pid\":"
              + broker.pid()
              + ",\"url\":\""
              + url
              + "\",\"ready\":true,\"data\":\""
              + home.path().toRealPath().resolve("data")
              + "\"}\n",
          status.out());
    }
  }

  @Test
  void everyBundleIsActiveAndTheShellTellsSo() throws Exception {
    try (KeybayProcess shell = KeybayProcess.run(home, Map.of(), "shell", "lb", "-s")) {
      assertEquals(0, shell.exit(), shell.err());
      String bundles = shell.out();
      assertTrue(bundles.contains("dev.keybay.core.impl"), bundles);
      assertFalse(bundles.contains("Installed  |"), bundles);
      assertFalse(bundles.contains("Resolved   |"), bundles);
    }
    try (KeybayProcess shell = KeybayProcess.run(home, Map.of(), "shell", "nosuch")) {
      assertEquals(1, shell.exit());
      assertEquals("error Command not found: nosuch\n", shell.err());
    }
  }

  @Test
  void stopLetsTheRequestInFlightFinish() throws Exception {
    HttpURLConnection slow = connect("/slow");
    assertEquals(200, slow.getResponseCode());
    try (KeybayProcess stop = KeybayProcess.run(home, Map.of(), "stop")) {
      try (InputStream body = slow.getInputStream()) {
        assertEquals("finished", new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(0, stop.exit());
    }
    assertEquals(0, broker.exit());
    assertFalse(Files.exists(home.path().resolve("data/run/pid")));
    assertFalse(Files.exists(home.path().resolve("data/run/url")));
    assertFalse(Files.exists(home.path().resolve("data/run/shell.sock")));
  }

  @Test
  void aBrokerStoppedFromItsShellEndsInGoodOrder() throws Exception {
    try (KeybayProcess shell = KeybayProcess.run(home, Map.of(), "shell", "stop 0")) {
      shell.exit();
    }
    assertEquals(0, broker.exit(), broker.err());
  }

  @Test
  void afterAKillItStartsAgain() throws Exception {
    broker.close();
    broker.exit();
    try (KeybayProcess status = KeybayProcess.run(home, Map.of(), "status")) {
      assertEquals(3, status.exit());
    }
    start2();
  }

  private void start2() throws IOException {
    broker = KeybayProcess.run(home, Map.of("KEYBAY_PORT", "0"), "start");
    await().atMost(Duration.ofSeconds(60)).until(() -> broker.out().startsWith("ready "));
  }

  private HttpURLConnection connect(String path) throws IOException {
    return (HttpURLConnection) URI.create(url + path).toURL().openConnection();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
