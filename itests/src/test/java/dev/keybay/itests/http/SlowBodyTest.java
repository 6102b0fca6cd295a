package dev.keybay.itests.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that come byte by byte, and would take days. */
final class SlowBodyTest {
  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--set", "router.bodySeconds=2");
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  /** One is turned away at a plugin's door, one before there is any plugin. */
  @ParameterizedTest
  @ValueSource(strings = {"POST /kbs/v0/resource/a/b/c", "POST /kbs/v0/nobody", "PATCH /kbs/v0/x"})
  void whoeverIsRefusedIsToldSoBeforeTheBodyIsThere(String request) throws Exception {
    String status = statusOf(broker, request);
    assertTrue(status.matches("HTTP/1.1 40[145] .*"), status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keybay", "trustee"})
  void whoeverIsLetInHasToSendAtAPace(String compat) throws Exception {
    try (Broker patient =
        Broker.start("--set", "router.bodySeconds=2", "--set", "kbs.compat=" + compat)) {
      assertEquals("HTTP/1.1 400 Bad Request", statusOf(patient, "POST /kbs/v0/auth"));
    }
  }

  /** While three may wait, and for so long that none of them has been sent away when we look. */
  @Test
  void whereManyAreSlowMostMakeRoomAndTheOthersAreServed() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(12);
    try (Broker busy =
        Broker.start("--set", "router.bodySeconds=600", "--set", "router.slowBodies=3")) {
      List<Future<String>> slow = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        slow.add(senders.submit(() -> statusOf(busy, "POST /kbs/v0/attest")));
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> slow.stream().filter(Future::isDone).count() == 9);
      for (Future<String> each : slow.stream().filter(Future::isDone).toList()) {
        assertEquals("HTTP/1.1 400 Bad Request", each.get());
      }
      String hello = "{\"version\":\"0.4.0\",\"tee\":\"sample\",\"extra-params\":\"\"}";
      assertEquals(200, busy.call("POST", "/kbs/v0/auth", hello).statusCode());
    } finally {
      senders.shutdownNow();
    }
  }

  /** What is answered to a request whose body takes days. */
  private static String statusOf(Broker broker, String request) throws Exception {
    URI url = URI.create(broker.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(120_000); // so that a failure ends
      OutputStream out = socket.getOutputStream();
      out.write(
          (request + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n").getBytes(US_ASCII));
      AtomicBoolean answered = new AtomicBoolean();
      Thread sender = new Thread(() -> trickle(out, answered), "slow-sender");
      sender.start();
      try {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        return String.valueOf(in.readLine());
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
