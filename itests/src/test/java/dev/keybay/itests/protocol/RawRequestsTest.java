package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients of other languages send, and Java's does not. */
final class RawRequestsTest {
  private static final String AUTH =
      "{\"version\":\"0.4.0\",\"tee\":\"sample\",\"extra-params\":{}}";

  private static Broker broker;
  private static String session;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("it/raw/1", "secret");
    session = new Guest(broker, EcGuestKey.p256()).handshake();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aBodyIsAskedForWhereTheClientWaitsForThat() throws Exception {
    try (Wire wire = new Wire(broker)) {
      wire.send(
          "POST /kbs/v0/auth HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
              + AUTH.length()
              + "\r\n\r\n"
              + AUTH
              + "GET /kbs/v0/hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answers = wire.rest();
      assertTrue(answers.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "), answers);
      assertTrue(answers.endsWith("Hello, nobody\n"), answers);
    }
  }

  @Test
  void nobodyWhoIsRefusedIsAskedForABody() throws Exception {
    String answer =
        sent("POST /kbs/v0/resource/it/raw/2", "Expect: 100-continue\r\nContent-Length: 9", "");
    assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
  }

  @Test
  void aBodyMayComeInChunksWithExtensionsAndATrailer() throws Exception {
    String half = AUTH.substring(0, 10);
    String rest = AUTH.substring(10);
    String chunks =
        "a;why=not\r\n"
            + half
            + "\r\n"
            + Integer.toHexString(rest.length())
            + "\r\n"
            + rest
            + "\r\n0\r\nX-Last: word\r\n\r\n";
    String answer = sent("POST /kbs/v0/auth", "Transfer-Encoding: chunked", chunks);
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
  }

  @Test
  void cookiesMayComeInSeveralFields() throws Exception {
    assertEquals(200, status("Cookie: a=b\r\nCookie: " + session + "\r\nCookie: c=d"));
    assertEquals(200, status("Cookie: a=b; " + session + "; c=d"));
  }

  @Test
  void theFirstOfTwoSessionsCounts() throws Exception {
    String none = "kbs-session-id=" + "0".repeat(32);
    assertEquals(200, status("Cookie: " + session + "; " + none));
    assertEquals(401, status("Cookie: " + none + "; " + session));
    assertEquals(401, status("Cookie: " + none + "\r\nCookie: " + session));
  }

  @Test
  void anOldClientNeedsNoHost() throws Exception {
    try (Wire wire = new Wire(broker)) {
      wire.send("GET /kbs/v0/hello HTTP/1.0\r\n\r\n");
      String answer = wire.rest();
      assertTrue(answer.contains(" 200 ") && answer.endsWith("Hello, nobody\n"), answer);
    }
  }

  @Test
  void theWholeAddressMayStandInTheRequestLine() throws Exception {
    String answer = Wire.get(broker, "http://localhost/kbs/v0/hello");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertFalse(Wire.get(broker, "http://localhost/kbs/v0;hello").startsWith("HTTP/1.1 200 "));
  }

  private static int status(String cookies) throws Exception {
    String answer = sent("GET /kbs/v0/resource/it/raw/1", cookies, "");
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
  }

  private static String sent(String line, String headers, String body) throws Exception {
    try (Wire wire = new Wire(broker)) {
      wire.send(
          line
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + headers
              + "\r\n\r\n"
              + body);
      return wire.rest();
    }
  }
}
