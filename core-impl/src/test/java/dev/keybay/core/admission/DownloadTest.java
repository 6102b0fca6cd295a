package dev.keybay.core.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.keybay.api.error.KbsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void aRedirectOfTheSameSchemeIsFollowed() throws Exception {
    redirect("/from", "/to");
    answer("/to", "here");
    assertEquals("here", read("/from"));
  }

  @Test
  void aRedirectToAnotherSchemeIsNot() {
    redirect("/file", "file:///etc/passwd");
    redirect("/tls", "https://127.0.0.1/x");
    assertTrue(refused("/file").contains("file:"), refused("/file"));
    assertTrue(refused("/tls").contains("https:"), refused("/tls"));
  }

  @Test
  void redirectsInACircleEnd() {
    redirect("/a", "/a");
    assertTrue(refused("/a").contains("redirects"), refused("/a"));
  }

  @Test
  void whatIsNot200IsRefused() {
    assertTrue(refused("/nothing").contains("404"), refused("/nothing"));
  }

  @Test
  void aSenderThatStandsStillIsLeft() throws Exception {
    server.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    assertThrows(IOException.class, () -> readWithin("/slow", Duration.ofMillis(300)));
  }

  @Test
  void plainHttpNeedsADigest() {
    assertThrows(
        KbsException.class, () -> Sources.of("http://127.0.0.1/x.jar", Optional.empty(), false));
    assertEquals(
        "http://127.0.0.1/x.jar",
        Sources.of("http://127.0.0.1/x.jar", Optional.of("00"), false).name());
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void redirect(String from, String to) {
    server.createContext(
        from,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  private void answer(String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private String read(String path) throws IOException {
    try (InputStream in = Download.open(uri(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String readWithin(String path, Duration patience) throws IOException {
    try (InputStream in = Download.open(HttpClient.newHttpClient(), uri(path), patience)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String refused(String path) {
    return String.valueOf(assertThrows(IOException.class, () -> read(path)).getMessage());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
