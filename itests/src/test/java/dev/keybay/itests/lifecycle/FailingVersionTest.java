package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import dev.keybay.itests.plugins.ailing.AilingServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A version that is not well is not switched to, or not for long; what was seen is kept. */
final class FailingVersionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlugin WELL = ailing("");
  private static final TestPlugin SICK = ailing("it hurts");

  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start("--set", "router.startSeconds=3");
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void aVersionThatIsNotWellGetsNoRequestAndTheReportIsThere() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Set<Integer>> seen = statusesUntil(over);
    assertRefused(422, api.post("update", SICK.jar("1.0.1")), "it is not healthy: it hurts");
    over.set(true);
    assertEquals(Set.of(200), seen.get(30, TimeUnit.SECONDS), "the old one missed a request");
    assertEquals("SERVING", api.states().get("ailing@1.0.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
    JsonNode failure = failure();
    assertEquals("ailing@1.0.1", failure.get("plugin").textValue());
    assertTrue(failure.get("log").toString().contains("I am unwell: it hurts"), "" + failure);
  }

  @Test
  void oneThatFallsIllIsSwitchedBackAndAfterThatOnlyDegraded() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    // Going back means less isolation, which was agreed to when that version served.
    TestPlugin isolated = WELL.describedBy(WELL.descriptor() + "isolation: { mode: process }\n");
    api.done("update", isolated.jar("1.0.1"));
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> "SERVING".equals(api.states().get("ailing@1.0.0")));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                api.operations().get(0).has("ended")
                    && !api.operations().get(0).get("ended").isNull());
    JsonNode latest = api.operations().get(0);
    assertEquals("rollback", latest.get("operation").textValue());
    assertTrue(latest.get("detail").textValue().contains("it has fallen"));
    assertTrue(failure().get("log").toString().contains("I am unwell: it has fallen"));
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> "DEGRADED".equals(api.states().get("ailing@1.0.0")));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
  }

  @Test
  void oneThatIsSwitchedToIsWatchedOnWhenTheBrokerIsKilledMeanwhile() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("update", WELL.jar("1.0.1"));
    restart();
    assertEquals("SERVING", api.states().get("ailing@1.0.1"));
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> "SERVING".equals(api.states().get("ailing@1.0.0")));
    // What was taken back is not taken back again.
    restart();
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> "DEGRADED".equals(api.states().get("ailing@1.0.0")));
  }

  @Test
  void oneThatDoesNotComeUpAgainWithTheBrokerIsSwitchedBack() throws Exception {
    Path fatal = broker.root().resolve("fatal");
    TestPlugin frail =
        WELL.describedBy(
            WELL.descriptor().replace("ailment:", "fatal: \"" + fatal + "\", ailment:"));
    api.done("install", WELL.jar("1.0.0"));
    api.done("update", frail.jar("1.0.1"));
    Files.createFile(fatal);
    restart();
    await().atMost(PATIENCE).until(() -> "SERVING".equals(api.states().get("ailing@1.0.0")));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
    await()
        .atMost(PATIENCE)
        .until(() -> api.operations().get(0).get("operation").textValue().equals("rollback"));
  }

  @Test
  void whatWasSeenOfAVersionIsToldOfThatVersionOnly() throws Exception {
    Path fatal = broker.root().resolve("fatal");
    TestPlugin frail =
        WELL.describedBy(
            WELL.descriptor().replace("ailment:", "fatal: \"" + fatal + "\", ailment:"));
    api.done("install", WELL.jar("1.0.0"));
    api.done("update", frail.jar("1.0.2"));
    Files.createFile(fatal);
    restart("--set", "plugins.watchSeconds=0");
    assertEquals("FAILED", api.states().get("ailing@1.0.2"));
    assertRefused(422, api.post("downgrade", SICK.jar("1.0.1")), "it is not healthy: it hurts");
    assertEquals("ailing@1.0.1", failure().get("plugin").textValue());
    api.doneJson("trust/ailing@1.0.0", "{\"level\":\"reviewed\",\"note\":\"read by alice\"}");
    assertTrue(failure().isNull(), "" + failure());
    assertEquals(422, api.post("enable/ailing@1.0.2").statusCode());
    assertEquals("ailing@1.0.2", failure().get("plugin").textValue());
  }

  private void restart(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--set", "router.startSeconds=3"));
    all.addAll(List.of(options));
    broker.kill();
    broker = Broker.startIn(broker.root(), Map.of(), all.toArray(String[]::new));
    api = new PluginApi(broker);
  }

  @Test
  void guestsWhoWerePromotedOrRoutedToOneThatFallsIllGoBack() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("install", WELL.jar("1.1.0"));
    api.done("promote/ailing?to=ailing-1.1");
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> promoted("1.0.0") && !promoted("1.1.0"));
    await()
        .atMost(PATIENCE)
        .until(() -> api.operations().get(0).get("detail").textValue().contains("it has fallen"));
    whenItsTurnComes("disable/ailing-1.1");
    api.done("enable/ailing-1.1"); // well again
    route("{\"1.0.0\":50,\"1.1.0\":50}");
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/ailing@1.1.0/fall", "").statusCode());
    await().atMost(PATIENCE).until(() -> !promoted("1.1.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
  }

  @Test
  void theyGoBackWhenTheBrokerIsKilledMeanwhile() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("install", WELL.jar("1.1.0"));
    api.done("promote/ailing?to=ailing-1.1");
    restart();
    assertTrue(promoted("1.1.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> promoted("1.0.0") && !promoted("1.1.0"));
    // What was taken back is not taken back again.
    restart();
    assertTrue(promoted("1.0.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> "DEGRADED".equals(api.states().get("ailing@1.0.0")));
    assertTrue(promoted("1.0.0"));
    api.done("disable/ailing-1.0");
    api.done("enable/ailing-1.0"); // well again
    route("{\"1.0.0\":50,\"1.1.0\":50}");
    restart();
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/ailing@1.1.0/fall", "").statusCode());
    await().atMost(PATIENCE).until(() -> !promoted("1.1.0"));
  }

  @Test
  void aShareInsideOfAStreamGoesBack() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("register", WELL.jar("1.0.1"));
    route("{\"1.0.0\":95,\"1.0.1\":5}");
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/ailing@1.0.1/fall", "").statusCode());
    await()
        .atMost(PATIENCE)
        .until(() -> api.operations().get(0).get("detail").textValue().contains("it has fallen"));
    await().atMost(PATIENCE).until(() -> "REGISTERED".equals(api.states().get("ailing@1.0.1")));
    assertEquals("SERVING", api.states().get("ailing@1.0.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
  }

  @Test
  void whoWasTriedWithMoreAndMoreGuestsKeepsNoneOfThem() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("install", WELL.jar("1.1.0"));
    route("{\"1.0.0\":95,\"1.1.0\":5}");
    route("{\"1.0.0\":50,\"1.1.0\":50}");
    api.done("update", WELL.jar("1.0.1"));
    api.done("promote/ailing?to=ailing-1.1");
    assertEquals(200, broker.get("/kbs/v0/ailing/fall").statusCode());
    await().atMost(PATIENCE).until(() -> promoted("1.0.1") && !promoted("1.1.0"));
  }

  @Test
  void whatItDidBeforeGuestsWereSwitchedToItCountsNeitherForNorAgainstIt() throws Exception {
    api.done("install", WELL.jar("1.0.0"));
    api.done("install", WELL.jar("1.1.0"));
    for (int i = 0; i < 100; i++) {
      assertEquals(200, broker.asAdmin("GET", "/kbs/v0/ailing@1.1.0", "").statusCode());
    }
    api.done("promote/ailing?to=ailing-1.1");
    assertEquals(500, broker.get("/kbs/v0/ailing/break").statusCode()); // the one before stays well
    for (int i = 0; i < 40 && promoted("1.1.0"); i++) {
      broker.get("/kbs/v0/ailing");
    }
    await().atMost(PATIENCE).until(() -> promoted("1.0.0") && !promoted("1.1.0"));
    assertEquals(200, broker.get("/kbs/v0/ailing").statusCode());
    whenItsTurnComes("promote/ailing?to=ailing-1.1");
    assertEquals(500, broker.get("/kbs/v0/ailing").statusCode());
    assertTrue(promoted("1.1.0"), "one failure is not enough");
  }

  @Test
  void itIsAskedWhenItsDescriptorSaysAndDegradedAfterAsManyFailures() throws Exception {
    String health = "interval: 1s, failuresBeforeUnhealthy: 2";
    TestPlugin usual =
        WELL.describedBy(WELL.descriptor().replace("health: { " + health + " }", ""));
    TestPlugin seldom =
        WELL.describedBy(
            WELL.descriptor().replace(health, "interval: 1h, failuresBeforeUnhealthy: 1"));
    TestPlugin tough =
        WELL.describedBy(
            WELL.descriptor().replace(health, "interval: 1s, failuresBeforeUnhealthy: 100"));
    api.done("install", seldom.jar("1.0.0"));
    api.done("install", tough.jar("1.1.0"));
    api.done("install", usual.jar("1.2.0"));
    // Once before it served, and once since: the next time is an hour away.
    await().atMost(PATIENCE).until(() -> said("1.0.0", "asked").equals("2"));
    for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
      assertEquals("none", said(version, "fall"));
    }
    // By then each of the others had been degraded if it were asked like this one.
    await().atMost(PATIENCE).until(() -> "DEGRADED".equals(api.states().get("ailing@1.2.0")));
    assertEquals("SERVING", api.states().get("ailing@1.0.0"), api.list()::toString);
    assertEquals("SERVING", api.states().get("ailing@1.1.0"), api.list()::toString);
    assertEquals("2", said("1.0.0", "asked"));
  }

  private String said(String version, String path) throws Exception {
    return broker.asAdmin("GET", "/kbs/v0/ailing@" + version + "/" + path, "").body();
  }

  private CompletableFuture<Set<Integer>> statusesUntil(AtomicBoolean over) {
    return CompletableFuture.supplyAsync(
        () -> {
          Set<Integer> statuses = new TreeSet<>();
          while (!over.get()) {
            try {
              statuses.add(broker.get("/kbs/v0/ailing").statusCode());
            } catch (IOException | InterruptedException e) {
              throw new CompletionException(e);
            }
          }
          return statuses;
        });
  }

  /** Going back is over for guests before it is over for operators. */
  private void whenItsTurnComes(String operation) {
    await().atMost(PATIENCE).until(() -> api.post(operation).statusCode() == 200);
  }

  private void route(String shares) throws Exception {
    PluginApi.done(broker.asAdmin("PUT", "/kbs/v0/plugin/route/ailing", shares));
  }

  private boolean promoted(String version) throws Exception {
    for (JsonNode each : api.list()) {
      if (each.get("name").textValue().equals("ailing")
          && each.get("version").textValue().equals(version)) {
        return each.get("promoted").booleanValue();
      }
    }
    return false;
  }

  @Test
  void theStackOfAnActivationThatThrowsIsKept() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.post("update", Editions.failing("1.0.1"));
    String stack = failure().get("stack").textValue();
    assertTrue(stack.contains("ThrowingServlet") && stack.contains("\tat "), stack);
    String id = api.operations().get(0).get("id").asText();
    String printed =
        Commands.run(
                Map.of("KEYBAY_DATA", broker.data().toString()),
                Broker.HOME.resolve("bin/keybay"),
                "plugin",
                "operations",
                id)
            .out();
    assertTrue(printed.contains("exception:") && printed.contains("ThrowingServlet"), printed);
    assertTrue(broker.shell("plugin:operation " + id).contains("ThrowingServlet"));
  }

  @Test
  void whatTheFrameworkMissesIsKept() throws Exception {
    TestPlugin needy = WELL.with("Import-Package", "*"); // the annotations are not exported here
    assertEquals(422, api.post("install", needy.jar("1.0.0")).statusCode());
    assertTrue(failure().get("resolver").textValue().contains("org.jspecify.annotations"));
  }

  /** What was seen by the latest operation. */
  private JsonNode failure() throws Exception {
    long id = api.operations().get(0).get("id").longValue();
    return PluginApi.done(broker.asAdmin("GET", "/kbs/v0/plugin/operations/" + id, ""))
        .get("failure");
  }

  private static TestPlugin ailing(String ailment) {
    return TestPlugin.open("ailing", AilingServlet.class)
        .describedBy(
            """
            format: 2
            name: ailing
            health: { interval: 1s, failuresBeforeUnhealthy: 2 }
            interfaces:
              launch: { access: [ { methods: [GET], path: "**", auth: public } ] }
            default_config: { ailment: "%s" }
            """
                .formatted(ailment));
  }
}
