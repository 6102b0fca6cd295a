package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.flicker.FlickeringComponent;
import dev.keybay.itests.swap.SteadyLoad;
import dev.keybay.itests.swap.TestPlugin;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A version whose servlet is off the routes at the very moment when the one before it is taken off:
 * requests wait, and none is told that there is no such plugin.
 */
final class FlickeringVersionTest {
  private static final int UPDATES = 8;
  private static final TestPlugin FLICKER = TestPlugin.open("flicker", FlickeringComponent.class);

  @Test
  void noRequestFallsBetweenTwoVersions() throws Exception {
    try (Broker broker = Broker.start()) {
      PluginApi api = new PluginApi(broker);
      api.done("install", FLICKER.jar("1.0.0"));
      await("it serves")
          .atMost(Duration.ofMinutes(1))
          .until(() -> broker.get("/kbs/v0/flicker").statusCode() == 200);
      try (SteadyLoad load = SteadyLoad.on(broker, "/kbs/v0/flicker")) {
        for (int i = 1; i <= UPDATES; i++) {
          api.done("update", FLICKER.jar("1.0." + i));
          load.assertUndisturbed();
        }
      }
    }
  }
}
