package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.faulty.FaultyServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import org.junit.jupiter.api.Test;

/** A new version that comes up and then fails its requests does not stay. */
final class SwitchBackTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final TestPlugin FAULTY = TestPlugin.open("probe", FaultyServlet.class);

  @Test
  void aVersionThatFailsItsRequestsIsSwitchedBackAndTheReasonIsKept() throws Exception {
    try (Broker broker = Broker.start()) {
      Deployment plugins = new Deployment(broker);
      plugins.deploy(PROBE, "1.0.0", "probe.jar");
      plugins.deploy(FAULTY, "1.0.1", "probe.jar");
      for (int i = 0; i < 20; i++) {
        assertEquals(500, broker.get("/kbs/v0/probe/sleep/0").statusCode());
      }
      plugins.awaitState("probe", "1.0.0", "SERVING");
      plugins.awaitGone("probe", "1.0.1");
      assertEquals(200, broker.get("/kbs/v0/probe/sleep/0").statusCode());
      String listed = plugins.find("probe").toString();
      assertTrue(listed.contains("20 of its first 20 requests failed"), listed);
      String journal = broker.shell("plugin:operations");
      assertTrue(journal.contains("rollback") && journal.contains("requests failed"), journal);
    }
  }

  @Test
  void aVersionThatFailsNowAndThenStays() throws Exception {
    try (Broker broker = Broker.start("--set", "plugins.watchFailurePercent=60")) {
      Deployment plugins = new Deployment(broker);
      plugins.deploy(PROBE, "1.0.0", "probe.jar");
      plugins.deploy(PROBE, "1.0.1", "probe.jar");
      for (int i = 0; i < 30; i++) {
        assertEquals(500, broker.get("/kbs/v0/probe/runtime-exception").statusCode());
        assertEquals(200, broker.get("/kbs/v0/probe/sleep/0").statusCode());
      }
      plugins.deploy(PROBE, "1.0.2", "probe.jar"); // the watch has looked many times
      assertTrue(
          broker.shell("plugin:operations").lines().noneMatch(line -> line.contains("rollback")));
    }
  }
}
