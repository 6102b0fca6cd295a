package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An operation that takes its time says what it waits for. */
final class ProgressTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);

  @Test
  void aDrainIsShownWithHowManyRequestsAreInside() throws Exception {
    try (Broker broker = Broker.start()) {
      PluginApi api = new PluginApi(broker);
      api.done("install", PROBE.jar("1.0.0"));
      Path jar = Files.write(broker.root().resolve("probe.jar"), PROBE.jar("1.0.1"));
      CompletableFuture<Integer> slow =
          CompletableFuture.supplyAsync(() -> status(broker, "/kbs/v0/probe/sleep/6000"));
      await().atMost(PATIENCE).until(() -> inFlight(api) == 1);
      CompletableFuture<Commands.Result> update =
          CompletableFuture.supplyAsync(() -> update(broker, jar));
      JsonNode running =
          await().atMost(PATIENCE).until(() -> api.operations().get(0), ProgressTest::waitsForOne);
      assertEquals("drain", running.get("step").textValue());
      assertTrue(running.has("stepSince"));
      Commands.Result done = update.get(60, TimeUnit.SECONDS);
      assertEquals(0, done.exit(), done.err());
      assertTrue(done.err().contains("drain, waits for 1 requests inside"), done.err());
      assertEquals(200, slow.get(60, TimeUnit.SECONDS));
    }
  }

  private static boolean waitsForOne(JsonNode operation) {
    return operation.path("inside").asLong() == 1;
  }

  private static long inFlight(PluginApi api) throws Exception {
    for (JsonNode each : api.list()) {
      if (each.get("name").textValue().equals("probe")) {
        return each.get("inFlight").longValue();
      }
    }
    return 0;
  }

  private static int status(Broker broker, String path) {
    try {
      return broker.get(path).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Commands.Result update(Broker broker, Path jar) {
    try {
      return Commands.run(
          Map.of("KEYBAY_DATA", broker.data().toString()),
          Broker.HOME.resolve("bin/keybay"),
          "plugin",
          "update",
          jar.toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
