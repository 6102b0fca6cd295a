package dev.keybay.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request that a servlet could see is answered in the form of everything else. */
final class ServerErrorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  static Stream<Arguments> requests() {
    String post = "POST /kbs/v0/auth HTTP/1.1\r\n" + HOST;
    String big = "x".repeat(200 << 10);
    return Stream.of(
        Arguments.of(400, "bad-request", "GET /%zz HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(400, "bad-request", "GET /kbs/v0/a%00b HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(400, "bad-request", "GET /../x HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(400, "bad-request", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        Arguments.of(400, "bad-request", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        Arguments.of(400, "bad-request", "GET / HTTP/1.1\r\n\r\n"),
        Arguments.of(400, "bad-request", "G(T / HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(400, "bad-request", "nonsense\r\n\r\n"),
        Arguments.of(400, "bad-request", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"),
        Arguments.of(400, "bad-request", "GET / HTTP/1.1\r\n" + HOST + "A B: c\r\n\r\n"),
        Arguments.of(400, "bad-request", post + "Content-Length: x\r\n\r\n"),
        Arguments.of(
            400, "bad-request", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
        Arguments.of(400, "bad-request", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        Arguments.of(400, "bad-request", post + "Transfer-Encoding: chunked\r\n\r\n1\r\nayz\r\n"),
        Arguments.of(414, "uri-too-long", "GET /" + big + " HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of(
            431,
            "head-too-large",
            "GET / HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + big + "\r\n\r\n"),
        Arguments.of(505, "version-not-supported", "GET / HTTP/3.7\r\n" + HOST + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAnsweredWithAProblem(int status, String type, String request) throws Exception {
    String answer = answer(request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    String[] parts = answer.split("\r\n\r\n", 2);
    String head = parts[0].toLowerCase(Locale.ROOT);
    assertTrue(head.contains("content-type: application/problem+json"), answer);
    assertFalse(head.contains("\r\nserver:"), answer);
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("jetty"), answer);
    JsonNode body = JSON.readTree(parts[1]);
    List<String> members = new ArrayList<>();
    body.fieldNames().forEachRemaining(members::add);
    assertEquals(List.of("type", "detail"), members, answer);
    assertEquals("tag:keybay.dev,2026:errors/" + type, body.get("type").textValue());
    assertFalse(body.get("detail").textValue().contains("\tat "), answer);
  }

  /** Nor is it a 401 anywhere, which would make guests attest again. */
  @ParameterizedTest
  @ValueSource(strings = {"keybay", "trustee"})
  void aBodyThatBreaksOffIsNoFailureOfThePlugin(String compat) throws Exception {
    try (Broker other = Broker.start("--set", "kbs.compat=" + compat)) {
      for (String path : List.of("auth", "resource/a/b/c", "plugin/install")) {
        String answer =
            answer(
                other,
                ("POST /kbs/v0/" + path + " HTTP/1.1\r\n" + HOST)
                    + ("Authorization: Bearer " + other.adminToken() + "\r\n")
                    + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("The body did not come whole, or is malformed"), answer);
      }
      assertFalse(other.log().contains("ERROR"), other.log());
    }
  }

  @Test
  void aHeadOf100KibIsTaken() throws Exception {
    String answer =
        answer(
            "GET /kbs/v0/hello HTTP/1.1\r\n"
                + HOST
                + "Authorization: Bearer "
                + "x".repeat(100 << 10)
                + "\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  @Test
  void aConnectionIsKeptAndPathsMayHaveTwoSlashes() throws Exception {
    try (Connection connection = Connection.plain(broker.port())) {
      for (int i = 0; i < 3; i++) {
        assertTrue(connection.healthz().startsWith("HTTP/1.1 200 "));
      }
      connection.send("GET /kbs/v0/resource//a/b/c HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(connection.head().startsWith("HTTP/1.1 401 "), "the plugin's rule was reached");
    }
  }

  private static String answer(String request) throws IOException {
    return answer(broker, request);
  }

  private static String answer(Broker broker, String request) throws IOException {
    try (Connection connection = Connection.plain(broker.port())) {
      connection.send(request);
      return connection.rest();
    }
  }
}
