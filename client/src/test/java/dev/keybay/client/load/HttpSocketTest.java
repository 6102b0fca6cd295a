package dev.keybay.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpSocketTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final byte[] GET =
      HttpSocket.request("GET", "/x", Map.of("Cookie", "a=b"), new byte[0]);

  private final CannedServer server = new CannedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void manyAnswersComeOverOneConnection() throws IOException {
    server.answers(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nA: b\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 404 Not Found\ncontent-length:4\n\ngone",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nagain");
    try (HttpSocket socket = new HttpSocket("127.0.0.1", server.port(), TIMEOUT)) {
      assertEquals("hello", text(socket.answer(GET)));
      assertEquals("hello", text(socket.answer(GET)));
      assertEquals(204, socket.status(GET));
      assertEquals(404, socket.status(GET));
      assertEquals("gone", socket.refusal());
      assertEquals("again", text(socket.answer(GET)));
    }
    assertEquals(1, server.connections());
    assertTrue(server.lastRequest().startsWith("GET /x HTTP/1.1\r\nHost: localhost\r\n"));
    assertTrue(server.lastRequest().contains("\r\nCookie: a=b\r\n"));
  }

  @Test
  void aConnectionThatTheServerEndsIsOpenedAnew() throws IOException {
    server.answers(
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (HttpSocket socket = new HttpSocket("127.0.0.1", server.port(), TIMEOUT)) {
      assertEquals(200, socket.status(GET));
      assertEquals(200, socket.status(GET));
    }
    assertEquals(2, server.connections());
  }

  @Test
  void aCookieIsKeptWithoutItsAttributes() throws IOException {
    server.answers(
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nset-cookie:b=2\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    try (HttpSocket socket = new HttpSocket("127.0.0.1", server.port(), TIMEOUT)) {
      assertEquals("a=1", socket.answer(GET).cookie());
      assertEquals("b=2", socket.answer(GET).cookie());
      assertEquals("", socket.answer(GET).cookie());
    }
  }

  @Test
  void anAnswerCutShortIsAnError() throws IOException {
    server.answers("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel" + CannedServer.CLOSE);
    try (HttpSocket socket = new HttpSocket("127.0.0.1", server.port(), TIMEOUT)) {
      assertThrows(EOFException.class, () -> socket.status(GET));
    }
  }

  @Test
  void anAnswerWithoutAnEndIsAnError() throws IOException {
    server.answers("HTTP/1.1 200 OK\r\n\r\nhello", "SMTP ready\r\n\r\n");
    try (HttpSocket socket = new HttpSocket("127.0.0.1", server.port(), TIMEOUT)) {
      assertThrows(IOException.class, () -> socket.status(GET));
      assertThrows(IOException.class, () -> socket.status(GET));
    }
  }

  @Test
  void otherMachinesAreLeftInPeace() {
    assertThrows(IllegalArgumentException.class, () -> new HttpSocket("192.0.2.1", 80, TIMEOUT));
  }

  private static String text(HttpSocket.Answer answer) {
    return new String(answer.body(), StandardCharsets.US_ASCII);
  }
}
