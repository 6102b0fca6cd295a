package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plugins are replaced under full load, and nobody notices. */
final class SwapUnderLoadTest {
  /** How often; a thousand is for the patient. */
  private static final int SWAPS = Integer.getInteger("keybay.swaps", 8);

  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final Pattern DESTROYED = Pattern.compile("probe destroyed with (\\d+) inside");

  private static Broker broker;
  private static Deployment plugins;

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start();
    plugins = new Deployment(broker);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    broker.close();
  }

  @Test
  void swapsByTheDropFolderFailNoRequestAndDestroyNoBusyServlet() throws Exception {
    plugins.deploy(PROBE, "1.0.0", "probe.jar");
    long before = destroyed();
    LoadGenerator load = Load.on(broker, 32, Load::mixed);
    for (int i = 1; i <= SWAPS; i++) {
      plugins.deploy(PROBE, "1.0." + i, "probe.jar");
      plugins.awaitGone("probe", "1.0." + (i - 1));
    }
    Load.assertNoneFailed(load);
    assertEquals(SWAPS, destroyed() - before);
    Files.delete(broker.deploy().resolve("probe.jar"));
    plugins.awaitGone("probe", "1.0." + SWAPS);
    assertNoneDestroyedBusy();
  }

  private static long destroyed() throws IOException {
    return DESTROYED.matcher(broker.log()).results().count();
  }

  private static void assertNoneDestroyedBusy() throws IOException {
    String log = broker.log();
    assertTrue(log.contains("probe destroyed with 0 inside"));
    assertFalse(
        DESTROYED.matcher(log).results().anyMatch(match -> !match.group(1).equals("0")),
        "a servlet was destroyed with a request inside");
  }
}
