package dev.keybay.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a broker listens, what bounds a connection, and starts that are refused. */
final class DoorsTest {
  @TempDir Path root;

  @Test
  void aPlainPortBesideTlsServesTheSame() throws Exception {
    int port = freePort();
    try (SecureBroker secure = SecureBroker.start("\"plainPort\": " + port);
        Connection plain = Connection.plain(port)) {
      assertTrue(secure.broker().url().startsWith("https:"));
      assertTrue(plain.healthz().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void aConnectionWithoutAByteIsClosed() throws Exception {
    try (Broker broker = Broker.start("--set", "http.idleSeconds=1")) {
      try (Connection silent = Connection.plain(broker.port());
          Connection half = Connection.plain(broker.port())) {
        half.send("GET /healthz HTTP/1.1\r\nHo");
        assertEquals("", silent.rest());
        String answer = half.rest();
        assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
      }
    }
  }

  @Test
  void aConnectionOverTheBoundWaitsUntilOneIsClosed() throws Exception {
    try (Broker broker = Broker.start("--set", "http.maxConnections=2")) {
      Connection first = Connection.plain(broker.port());
      try (Connection second = Connection.plain(broker.port())) {
        assertTrue(first.healthz().startsWith("HTTP/1.1 200 "));
        assertTrue(second.healthz().startsWith("HTTP/1.1 200 "));
        try (Connection third = Connection.plain(broker.port())) {
          third.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertFalse(third.answersWithin(500), "it was not taken in");
          first.close();
          assertTrue(third.head().startsWith("HTTP/1.1 200 "));
        }
      }
    }
  }

  @Test
  void thePortOfTheSettingsIsTakenUnlessOneIsGivenAtStart() throws Exception {
    int port = freePort();
    Files.writeString(conf().resolve("http.json"), "{\"port\": " + port + "}");
    try (Broker broker =
        Broker.startIn(root.resolve("b"), Path.of(System.getProperty("java.home")))) {
      assertFalse(broker.port() == port, "the tests' own --port 0 wins");
    }
  }

  @Test
  void plainHttpForOtherMachinesIsRefused() throws Exception {
    refused("http.insecureHttp", "--port", "0", "--set", "http.address=0.0.0.0");
  }

  @Test
  void aCertificateThatIsNotThereIsNamed() throws Exception {
    Files.writeString(
        conf().resolve("http.json"), "{\"privateKey\": \"tls.key\", \"certificate\": \"tls.pem\"}");
    refused(
        "the file of http.certificate, " + conf().resolve("tls.pem") + ", is not there",
        "--port",
        "0");
  }

  @Test
  void aPortThatIsTakenIsNamedAlsoWhenAFileSaysIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(conf().resolve("http.json"), "{\"port\": " + taken.getLocalPort() + "}");
      refused("cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1");
    }
  }

  private void refused(String reason, String... options) throws Exception {
    Commands.Result result =
        Commands.run(
            Map.of(
                "KEYBAY_DATA", root.resolve("b/data").toString(),
                "KEYBAY_CONF", conf().toString(),
                "KEYBAY_DEPLOY", root.resolve("b/deploy").toString()),
            Broker.HOME.resolve("bin/keybay"),
            Stream.concat(Stream.of("start"), Stream.of(options)).toArray(String[]::new));
    assertEquals(1, result.exit(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains("keybay: "), result.err());
    assertTrue(result.err().contains(reason), result.err());
    assertFalse(result.err().contains("\tat "), "no stack trace: " + result.err());
  }

  private Path conf() throws IOException {
    return Files.createDirectories(root.resolve("b/conf"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
