package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.leaky.LeakyServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A version that is held in memory after its end is named, with what holds it. */
final class LeakTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final TestPlugin LEAKY = TestPlugin.open("leaky", LeakyServlet.class);

  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start("--set", "leaks.seconds=1", "--set", "plugins.watchThreads=50");
    api = new PluginApi(broker);
    api.done("install", LEAKY.jar("1.0.0"));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void theThreadThatHoldsAVersionIsNamedInTheListTheLogTheMetricAndTheNextReport()
      throws Exception {
    assertEquals(200, broker.get("/kbs/v0/leaky/thread/1").statusCode());
    api.done("update", LEAKY.jar("1.0.1"));
    String leak = awaitLeak("leaky@1.0.0");
    assertTrue(leak.contains("the thread \"leaky-worker-0\""), leak);
    assertTrue(
        broker
            .get("/metrics")
            .body()
            .lines()
            .anyMatch(line -> line.matches("keybay_plugin_leaked_class_loaders [1-9].*")));
    assertEquals(
        1,
        broker
            .log()
            .lines()
            .filter(line -> line.contains("a plugin leaks") && line.contains("leaky-worker-0"))
            .count());
    JsonNode report = api.done("disable/leaky");
    assertTrue(report.get("changes").toString().contains("\"change\":\"leaks\""));
  }

  @Test
  void aValueOfAThreadLocalIsNamed() throws Exception {
    assertEquals(200, broker.get("/kbs/v0/leaky/local").statusCode());
    api.done("update", LEAKY.jar("1.0.2"));
    String leak = awaitLeak("leaky@1.0.0", "thread local");
    assertTrue(leak.contains("LeakyServlet"), leak);
  }

  @Test
  void aShutdownHookIsNamed() throws Exception {
    assertEquals(200, broker.get("/kbs/v0/leaky/hook").statusCode());
    api.done("update", LEAKY.jar("1.0.3"));
    awaitLeak("leaky@1.0.0", "hook");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "timer"})
  void aPoolOrTimerWithATaskThatWaitsIsNamed(String what) throws Exception {
    assertEquals(200, broker.get("/kbs/v0/leaky/" + what).statusCode());
    api.done("update", LEAKY.jar("1.0.5"));
    awaitLeak("leaky@1.0.0", "the thread \"leaky-" + what + "\" holds it by");
  }

  @Test
  void aNewVersionThatMakesThreadAfterThreadIsSwitchedBack() throws Exception {
    api.done("update", LEAKY.jar("1.0.4"));
    assertEquals(200, broker.get("/kbs/v0/leaky/thread/80").statusCode());
    await().atMost(PATIENCE).until(() -> "SERVING".equals(api.states().get("leaky@1.0.0")));
    await()
        .atMost(PATIENCE)
        .until(() -> api.operations().get(0).toString().contains("it leaks threads"));
  }

  /** What the list says that holds a version. */
  private String awaitLeak(String version, String... words) {
    return await("what holds " + version)
        .atMost(PATIENCE)
        .until(
            () -> {
              for (JsonNode each : api.list()) {
                String name = each.get("name").textValue() + "@" + each.get("version").textValue();
                if (name.equals(version)) {
                  return each.get("leak").asText("");
                }
              }
              return "";
            },
            leak -> !leak.isEmpty() && java.util.Arrays.stream(words).allMatch(leak::contains));
  }
}
