package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.hanging.HangingServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plugin that never comes back from its activation, whoever interrupts it. */
final class HangingStartTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final TestPlugin HANGING = TestPlugin.open("hanging", HangingServlet.class);

  @Test
  void anActivationThatNeverReturnsHoldsUpNeitherTheOthersNorTheEnd() throws Exception {
    try (Broker broker = Broker.start("--set", "router.startSeconds=2")) {
      Deployment plugins = new Deployment(broker);
      plugins.deploy(PROBE, "1.0.0", "probe.jar");
      try (SteadyLoad load = SteadyLoad.on(broker, "/kbs/v0/probe/sleep/10")) {
        new Refusals(broker, plugins)
            .assertRefused(HANGING.jar("1.0.0"), "hanging.jar", "did not come back");
        assertTrue(broker.log().contains("its thread is left behind"), "the log tells of it");
        await("its start is stuck, and not its end")
            .atMost(Duration.ofMinutes(1))
            .until(() -> Metric.of(broker, "keybay_stuck_threads") == 1);
        load.assertUndisturbed();
        // The next in the folder has its turn.
        plugins.deploy(PROBE, "1.0.1", "probe.jar");
        plugins.awaitGone("probe", "1.0.0");
        Files.delete(broker.deploy().resolve("hanging.jar"));
        plugins.awaitGone("hanging.jar", "0.0.0");
        load.assertUndisturbed();
      }
      assertEquals(0, broker.stop());
    }
  }
}
