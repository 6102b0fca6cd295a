package dev.keybay.itests.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that speaks TLS itself. */
final class TlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SecureBroker secure;

  @BeforeAll
  static void start() throws Exception {
    secure = SecureBroker.start("\"plainPort\": 0");
  }

  @AfterAll
  static void stop() throws Exception {
    secure.close();
  }

  @Test
  void theReadyLineSaysHttps() {
    assertTrue(
        secure.broker().url().matches("https://127\\.0\\.0\\.1:[0-9]+"), secure.broker().url());
  }

  @Test
  void http2AndHttp1AreBothSpoken() throws Exception {
    for (Version version : Version.values()) {
      HttpResponse<String> answer = secure.get(version, "/kbs/v0/hello");
      assertEquals(200, answer.statusCode());
      assertEquals(version, answer.version());
      assertEquals("Hello, nobody\n", answer.body());
    }
  }

  /** As guests' clients do that are built without HTTP/2. */
  @Test
  void aClientThatOffersHttp1AloneIsServed() throws Exception {
    for (String[] offered : new String[][] {{"http/1.1"}, {"http/1.1", "h2"}, {}}) {
      try (Connection connection = Connection.offering(secure.broker(), offered)) {
        if (offered.length == 1) {
          assertEquals("http/1.1", connection.application());
        }
        if (offered.length < 2) {
          assertTrue(connection.healthz().startsWith("HTTP/1.1 200"));
        }
      }
    }
    assertThrows(IOException.class, () -> Connection.offering(secure.broker(), "gopher").close());
  }

  /** As in networks of containers, where names have underscores. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "my_kbs", "x_y.svc.cluster.local", "kbs-.svc", "kbs."})
  void whateverNameAClientAsksForIsServed(String name) throws Exception {
    try (Connection connection = Connection.plain(secure.broker().port())) {
      connection.send(Connection.clientHello(name));
      int record = connection.read();
      assertEquals(0x16, record, "a record of the handshake, not an alert (0x15)");
    }
  }

  @Test
  void theLongestTokenIsTakenByBothAndATooLargeHeadIs431() throws Exception {
    String token = "Bearer " + "x".repeat(128 << 10);
    for (Version version : Version.values()) {
      HttpResponse<String> answer =
          secure.get(version, "/kbs/v0/resource/a/b/c", "Authorization", token);
      assertEquals(401, answer.statusCode());
      assertTrue(answer.body().contains("TokenVerifierError"), answer.body());
    }
    for (Version version : Version.values()) {
      HttpResponse<String> answer =
          secure.get(
              version, "/kbs/v0/hello", "Authorization", token, "More", "x".repeat(40 << 10));
      assertEquals(431, answer.statusCode());
      assertEquals(version, answer.version());
      assertTrue(answer.body().contains("head-too-large"), answer.body());
    }
  }

  @Test
  void theCommandsOfThisMachineTrustTheCertificateThatTheyAreGiven() throws Exception {
    Commands.Result list =
        Commands.run(
            Map.of("KEYBAY_DATA", secure.broker().data().toString()),
            Broker.HOME.resolve("bin/keybay"),
            "plugin",
            "list",
            "--ca-cert",
            secure.conf().resolve("tls.pem").toString());
    assertEquals(0, list.exit(), list.err());
    assertTrue(list.out().contains("hello"), list.out());
  }

  @Test
  void profilesAreAppliedWhileItRunsAndOpenConnectionsGoOn() throws Exception {
    try (Connection before = Connection.tls(secure.broker(), "TLSv1.2")) {
      secure.settings("\"plainPort\": 0, \"tlsProfile\": \"modern\"");
      await().atMost(PATIENCE).until(() -> refuses("TLSv1.2"));
      assertEquals("TLSv1.3", negotiated("TLSv1.2", "TLSv1.3"));
      assertTrue(before.healthz().startsWith("HTTP/1.1 200"));
    }
    secure.settings(
        "\"plainPort\": 0, \"tlsProfile\": \"custom\", \"tlsProtocols\": [\"TLSv1.2\"],"
            + " \"tlsCiphers\": [\"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384\"]");
    await().atMost(PATIENCE).until(() -> refuses("TLSv1.3"));
    try (Connection custom = Connection.tls(secure.broker())) {
      assertEquals("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", custom.cipherSuite());
    }
    for (String profile : new String[] {"old", "intermediate"}) {
      secure.settings("\"plainPort\": 0, \"tlsProfile\": \"" + profile + "\"");
      await().atMost(PATIENCE).until(() -> !refuses("TLSv1.3") && !refuses("TLSv1.2"));
      assertThrows(IOException.class, () -> Connection.tls(secure.broker(), "TLSv1.1").close());
    }
  }

  private static String negotiated(String... protocols) throws IOException {
    try (Connection connection = Connection.tls(secure.broker(), protocols)) {
      return connection.protocol();
    }
  }

  private static boolean refuses(String protocol) throws IOException {
    try {
      return !negotiated(protocol).equals(protocol);
    } catch (SSLException e) {
      return true;
    }
  }
}
