package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code conf/plugins.desired.json} wants is brought about, as far as it can be. */
final class DesiredStateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);

  private Path root;
  private Path jars;
  private ConfFile file;
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    root = Files.createTempDirectory("keybay-it");
    jars = Files.createDirectories(root.resolve("conf/jars"));
    file = new ConfFile(root, "plugins.desired.json");
    Files.write(jars.resolve("edition-1.0.0.jar"), Editions.jar("1.0.0"));
    file.write(
        """
        {"plugins": {"edition": {"streams": {
          "1.0": {"version": "1.0.0", "source": "jars/edition-1.0.0.jar"}}}}}
        """);
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
    api = new PluginApi(broker);
    awaitMeets("edition", "1.0.0");
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void whatTheFileWantsIsThereAtTheStartAndFollowsItsChanges() throws Exception {
    Files.write(jars.resolve("edition-1.0.1.jar"), Editions.jar("1.0.1"));
    Files.write(jars.resolve("edition-1.1.0.jar"), Editions.jar("1.1.0"));
    file.write(
        """
        {"plugins": {"edition": {
          "streams": {
            "1.0": {"version": "1.0.1", "source": "jars/edition-1.0.1.jar", "exposed": true},
            "1.1": {"version": "1.1.0", "source": "jars/edition-1.1.0.jar"}},
          "promoted": "1.1"}}}
        """);
    awaitMeets("edition", "1.1.0");
    awaitMeets("edition@1.0", "1.0.1");
    JsonNode latest = api.operations().get(0);
    assertEquals("conf", latest.get("actor").textValue(), latest.toString());
    file.write(
        """
        {"plugins": {"edition": {
          "streams": {
            "1.0": {"version": "1.0.0", "enabled": true},
            "1.1": {"version": "1.1.0", "enabled": false}},
          "promoted": "1.0"}}}
        """);
    awaitMeets("edition", "1.0.0");
    await().atMost(PATIENCE).until(() -> api.state("1.1.0").equals("DISABLED"));
  }

  @Test
  void oneBadEntryHidesNoOtherAndIsTriedAgainWhenItsJarIsThere() throws Exception {
    file.write(
        """
        {"plugins": {
          "broken": {"streams": {
            "1.0": {"version": "1.0.0", "enabeld": true}}},
          "probe": {"streams": {
            "1.0": {"version": "1.0.0", "source": "jars/probe.jar"}}},
          "edition": {"streams": {
            "1.0": {"version": "1.0.0", "exposed": true}}}}}
        """);
    awaitMeets("edition@1.0", "1.0.0");
    await().atMost(PATIENCE).until(() -> report().contains("There is no file"));
    String said = report();
    assertTrue(said.contains("plugins.desired.json, line 3, column "), said);
    assertTrue(said.contains("there is no \"enabeld\" here; did you mean \"enabled\"?"), said);
    Commands.Result command =
        Commands.run(
            Map.of("KEYBAY_DATA", broker.data().toString()),
            Broker.HOME.resolve("bin/keybay"),
            "plugin",
            "desired");
    assertEquals(1, command.exit());
    assertTrue(command.out().contains("broken failed: "), command.out());
    assertTrue(broker.shell("plugin:desired").contains("broken failed: "));

    Files.write(jars.resolve("probe.jar"), PROBE.jar("1.0.0"));
    await().atMost(PATIENCE).until(() -> broker.get("/kbs/v0/probe").statusCode() == 200);
  }

  @Test
  void anEntryWhoseSourceCannotBeLookedAtHidesNoOther() throws Exception {
    Files.write(jars.resolve("probe.jar"), PROBE.jar("1.0.0"));
    file.write(
        """
        {"plugins": {
          "other": {"streams": {
            "1.0": {"version": "1.0.0", "source": "plugins.desired.json/other.jar"}}},
          "probe": {"streams": {
            "1.0": {"version": "1.0.0", "source": "jars/probe.jar"}}}}}
        """);
    await().atMost(PATIENCE).until(() -> broker.get("/kbs/v0/probe").statusCode() == 200);
    await().atMost(PATIENCE).until(() -> report().contains("There is no file"));
  }

  @Test
  void whatIsChosenAndCannotServeIsNotFulfilled() throws Exception {
    Path bytes = new ContentFiles(broker).of("1.0.0");
    byte[] whole = Files.readAllBytes(bytes);
    assertEquals(0, broker.stop());
    Files.write(bytes, new byte[] {1, 2, 3});
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
    api = new PluginApi(broker);
    await().atMost(PATIENCE).until(() -> report().contains("its bytes were changed"));
    assertTrue(report().contains("\"failed\""), report());
    Files.write(bytes, whole);
    file.write("{\"plugins\": {\"edition\": {\"streams\": {\"1.0\": {\"version\": \"1.0.0\"}}}}}");
    awaitMeets("edition", "1.0.0");
    await().atMost(PATIENCE).until(() -> report().contains("\"kept\""));
  }

  @Test
  void whatWaitsForAnotherHasFailedIsNotTriedAndFollowsIt() throws Exception {
    String needs = "requires: [ { plugin: edition, range: \"[1.0,2.0)\" } ]";
    api.done("install", Editions.quiet("reader", "1.0.0", needs));
    api.done("disable/edition?force=true");
    file.write("{\"plugins\": {\"reader\": {\"streams\": {\"1.0\": {\"version\": \"1.0.0\"}}}}}");
    await().atMost(PATIENCE).until(() -> report().contains("reader@1.0.0 is QUARANTINED"));
    for (JsonNode each : api.operations()) {
      String tried = each.get("actor").textValue() + " " + each.get("operation").textValue();
      assertNotEquals("conf enable", tried, each::toString);
    }
    api.done("enable/edition");
    await().atMost(PATIENCE).until(() -> "SERVING".equals(api.states().get("reader@1.0.0")));
    await().atMost(PATIENCE).until(() -> report().contains("\"kept\""));
  }

  @Test
  void whatIsNotNamedIsLeftAloneUnlessTheFileSaysOtherwise() throws Exception {
    api.done("install", PROBE.jar("1.0.0"));
    file.write("{\"others\": \"disable\", \"plugins\": {\"x\": 5}}");
    await().atMost(PATIENCE).until(() -> report().contains("nobody is switched off"));
    assertEquals("SERVING", api.states().get("probe@1.0.0"));
    file.write(
        "{\"others\": \"disable\", \"plugins\": {\"edition\": {\"streams\":"
            + " {\"1.0\": {\"version\": \"1.0.0\"}}}}}");
    await().atMost(PATIENCE).until(() -> "DISABLED".equals(api.states().get("probe@1.0.0")));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertTrue(api.states().toString().contains("resource@1.0.0=SERVING"));
    // Not fought: by hand is by hand, until the file or the start says otherwise.
    api.done("enable/probe");
    file.delete();
    await().atMost(PATIENCE).until(() -> report().contains("\"looked\":null"));
    assertEquals("SERVING", api.states().get("probe@1.0.0"));
  }

  @Test
  void aJarThatIsAnotherPluginIsNotTakenForTheOneWanted() throws Exception {
    Files.write(jars.resolve("wrong.jar"), PROBE.jar("1.0.0"));
    file.write(
        """
        {"plugins": {"edition": {"streams": {
          "1.0": {"version": "1.0.5", "source": "jars/wrong.jar"}}}}}
        """);
    await()
        .atMost(PATIENCE)
        .until(() -> report().contains("wrong.jar is probe@1.0.0, not edition@1.0.5"));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals(404, broker.get("/kbs/v0/probe").statusCode());
  }

  @Test
  void whatAsksForPermissionsAwaitsTheConsentThatItsEntryGives() throws Exception {
    String more = "permissions: { host: [notify], network: [\"db:5432\"] }";
    Files.write(jars.resolve("edition-1.0.1.jar"), Editions.saying("1.0.1", more));
    String entry =
        """
        {"plugins": {"edition": {"streams": {
          "1.0": {"version": "1.0.1", "source": "jars/edition-1.0.1.jar"%s}}}}}
        """;
    file.write(entry.formatted(""));
    await().atMost(PATIENCE).until(() -> api.state("1.0.1").equals("AWAITING_CONSENT"));
    await().atMost(PATIENCE).until(() -> report().contains("\"failed\""));
    String said = report();
    assertTrue(said.contains("host:notify, network:db:5432"), said);
    assertTrue(said.contains("\"consent\": true in its entry of plugins.desired.json"), said);
    assertFalse(said.contains("--consent"), said);
    assertEquals("1.0.0", api.guestMeets("edition"));
    file.write(entry.formatted(", \"consent\": true"));
    awaitMeets("edition", "1.0.1");
    assertEquals("conf", api.operations().get(0).get("actor").textValue());
    assertEquals(2, api.listed("1.0.1").get("permissions").size());
  }

  @Test
  void whatIsPromotedAndDividedAnewIsNeverDividedOtherwise() throws Exception {
    Files.write(jars.resolve("edition-1.1.0.jar"), Editions.jar("1.1.0"));
    promote("1.0");
    await().atMost(PATIENCE).until(() -> report().contains("1.0.0=100 1.1.0=0"));
    Set<String> met = ConcurrentHashMap.newKeySet();
    AtomicBoolean over = new AtomicBoolean();
    Future<?> guest =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                met.add(meets());
              }
            });
    for (String stream : List.of("1.1", "1.0", "1.1", "1.0", "1.1")) {
      promote(stream);
      await().atMost(PATIENCE).until(() -> report().contains("means edition-" + stream));
    }
    over.set(true);
    guest.get(60, TimeUnit.SECONDS);
    assertEquals(Set.of("1.0.0"), met);
    JsonNode latest = api.operations().get(0);
    assertEquals("to edition-1.1, 1.0.0=100 1.1.0=0", latest.get("detail").textValue());
  }

  /** Promotes a stream, while all guests go to 1.0.0 whichever it is. */
  private void promote(String stream) throws Exception {
    file.write(
        """
        {"plugins": {"edition": {
          "streams": {
            "1.0": {"version": "1.0.0"},
            "1.1": {"version": "1.1.0", "source": "jars/edition-1.1.0.jar"}},
          "promoted": "%s",
          "route": {"1.0.0": 100, "1.1.0": 0}}}}
        """
            .formatted(stream));
  }

  private String meets() {
    try {
      return api.guestMeets("edition");
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  private String report() throws Exception {
    return broker.asAdmin("GET", "/kbs/v0/plugin/desired", "").body().replace("\\\"", "\"");
  }

  private void awaitMeets(String selector, String version) {
    await(selector + " is " + version)
        .atMost(PATIENCE)
        .until(() -> version.equals(api.guestMeets(selector)));
  }
}
