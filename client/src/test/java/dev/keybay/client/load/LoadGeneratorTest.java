package dev.keybay.client.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.testbroker.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TestBroker broker = new TestBroker();
  private final LoadGenerator.Connector connector =
      index ->
          new SocketExchange(
              "127.0.0.1",
              broker.port(),
              TIMEOUT,
              HttpSocket.request("GET", "/kbs/v0/none", Map.of(), new byte[0]));

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void everyRequestIsCountedOnce() throws IOException {
    LoadReport report;
    try (LoadGenerator load = LoadGenerator.start(32, "quiet", connector)) {
      await().until(() -> load.report().total().requests() > 2000);
      report = load.stop();
    }
    assertEquals(broker.log.size(), report.total().requests());
    assertEquals(Map.of(404, report.total().requests()), report.total().statuses());
    assertEquals(report.total().requests(), report.total().failed());
    assertEquals(0, report.total().connectionErrors());
    assertTrue(report.requestsPerSecond() > 0);
    assertTrue(report.total().p50().compareTo(report.total().p99()) <= 0);
    assertTrue(report.total().p99().compareTo(report.total().max()) <= 0);
  }

  @Test
  void requestsAreSplitIntoPhases() throws IOException {
    try (LoadGenerator load = LoadGenerator.start(4, "quiet", connector)) {
      await().until(() -> load.report().phases().containsKey("quiet"));
      load.phase("swap");
      await().until(() -> load.report().phases().containsKey("swap"));
      load.phase("quiet");
      LoadReport report = load.stop();
      assertEquals(
          report.total().requests(),
          report.phases().values().stream().mapToLong(PhaseReport::requests).sum());
    }
  }

  @Test
  void aServerThatGoesAwayIsCountedAsConnectionErrors() throws IOException {
    try (LoadGenerator load = LoadGenerator.start(4, "quiet", connector)) {
      await().until(() -> load.report().total().requests() > 100);
      broker.close();
      await().until(() -> load.report().total().connectionErrors() > 4);
      LoadReport report = load.stop();
      assertTrue(report.total().failed() >= report.total().connectionErrors());
      assertFalse(report.total().firstFailure().isEmpty());
    }
  }

  @Test
  void onlyAnswersWith200AreGood() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    Exchange exchange =
        new Exchange() {
          @Override
          public int run() throws IOException {
            int call = calls.incrementAndGet();
            if (call == 2) {
              throw new IOException("broken");
            }
            return call == 3 ? 503 : 200;
          }

          @Override
          public void close() {}
        };
    try (LoadGenerator load = LoadGenerator.start(1, "quiet", index -> exchange)) {
      await().until(() -> load.report().total().requests() > 3);
      LoadReport report = load.stop();
      assertEquals(2, report.total().failed());
      assertEquals(1, report.total().connectionErrors());
      assertEquals("IOException: broken", report.total().firstFailure().orElse(""));
    }
  }

  @Test
  void thereIsAtLeastOneConnection() {
    assertThrows(IllegalArgumentException.class, () -> LoadGenerator.start(0, "quiet", connector));
  }
}
