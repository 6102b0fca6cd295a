package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.PhaseReport;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.time.Duration;

/** A few requests at a time, all the time: whoever sends them must not notice anything. */
public record SteadyLoad(LoadGenerator load) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 2;

  public static SteadyLoad on(Broker broker, String path) throws IOException {
    return new SteadyLoad(Load.on(broker, CONNECTIONS, index -> path));
  }

  /** Asserts that all were answered with 200 so far, and that they still are now. */
  public void assertUndisturbed() {
    long before = load.report().total().requests();
    await("requests go on")
        .atMost(LIMIT)
        .until(() -> load.report().total().requests() > before + 2 * CONNECTIONS);
    PhaseReport total = load.report().total();
    assertEquals(0, total.connectionErrors(), () -> total.firstFailure().orElse(""));
    assertEquals(0, total.failed(), () -> "answers by status: " + total.statuses());
  }

  @Override
  public void close() {
    load.close();
  }
}
