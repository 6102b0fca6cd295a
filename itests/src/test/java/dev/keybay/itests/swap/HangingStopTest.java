package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.clinging.ClingingServlet;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plugin that never comes back from its deactivation, whoever interrupts it. */
final class HangingStopTest {
  private static final TestPlugin CLINGING = TestPlugin.open("clinging", ClingingServlet.class);

  @Test
  void aStopThatNeverReturnsHoldsUpNoSuccessorAndIsNamedAtTheEnd() throws Exception {
    try (Broker broker = Broker.start("--set", "router.startSeconds=2")) {
      Deployment plugins = new Deployment(broker);
      plugins.deploy(CLINGING, "1.0.0", "clinging.jar");
      try (SteadyLoad load = SteadyLoad.on(broker, "/kbs/v0/clinging")) {
        for (int next = 1; next <= 3; next++) {
          String version = "1.0." + next;
          plugins.deploy(CLINGING, version, "clinging.jar");
          await(version + " serves")
              .atMost(Duration.ofMinutes(1))
              .until(() -> broker.get("/kbs/v0/clinging").body().equals(version));
        }
        load.assertUndisturbed();
      }
      await("all three are counted")
          .atMost(Duration.ofMinutes(1))
          .until(() -> Metric.of(broker, "keybay_stuck_threads") == 3);
      assertTrue(broker.log().contains("does not come back from its stop"), "the log tells of it");
      // The framework waits for each of them; the broker does not.
      assertEquals(1, broker.stop());
      assertTrue(broker.log().contains("keybay-stop-clinging@1.0.2"), broker.log());
    }
  }
}
