package dev.keybay.itests.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that come byte by byte, and would take days. */
final class SlowBodyTest {
  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  /** One is turned away at a plugin's door, one before there is any plugin. */
  @ParameterizedTest
  @ValueSource(strings = {"POST /kbs/v0/resource/a/b/c", "POST /kbs/v0/nobody", "PATCH /kbs/v0/x"})
  void whoeverIsRefusedIsToldSoBeforeTheBodyIsThere(String request) throws Exception {
    URI url = URI.create(broker.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(60_000); // so that a failure ends; the whole body would take two days
      OutputStream out = socket.getOutputStream();
      out.write(
          (request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n").getBytes(US_ASCII));
      AtomicBoolean answered = new AtomicBoolean();
      Thread sender = new Thread(() -> trickle(out, answered), "slow-sender");
      sender.start();
      try {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String status = String.valueOf(in.readLine());
        assertTrue(status.matches("HTTP/1.1 40[145] .*"), status);
      } finally {
        answered.set(true);
        sender.join();
      }
    }
  }

  private static void trickle(OutputStream out, AtomicBoolean answered) {
    try {
      while (!answered.get()) {
        out.write('x');
        Thread.sleep(100); // that is what is tested: how slowly the bytes come
      }
    } catch (IOException | InterruptedException e) {
      // The broker has closed the connection: the answer is there.
    }
  }
}
