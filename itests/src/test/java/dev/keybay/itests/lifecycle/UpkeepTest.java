package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans, the journal, the shell, and keeping registry and content store in agreement. */
final class UpkeepTest {
  private static Broker broker;
  private static PluginApi api;
  private static ContentFiles files;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
    files = new ContentFiles(broker);
  }

  @AfterEach
  void clean() throws Exception {
    CleanSlate.make(api);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aPlanSaysWhatWouldHappenAndChangesNothing() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    Map<String, String> states = api.states();
    Set<String> names = files.names();
    int operations = api.operations().size();
    JsonNode plan = api.done("update?plan=true", Editions.jar("1.0.1"));
    assertTrue(plan.get("planned").booleanValue());
    assertEquals("1.0.0 -> 1.0.1", plan.get("changes").get(1).get("detail").textValue());
    api.done("disable/edition?plan=true");
    assertRefused(409, api.post("downgrade?plan=true", Editions.jar("1.0.1")), "use update");
    assertEquals(states, api.states());
    assertEquals(names, files.names());
    assertEquals(operations, api.operations().size());
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void aSyncRegistersWhatIsThereAndForgetsWhatIsGone() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    api.done("register", Editions.jar("1.0.2"));
    api.done("unregister/edition@1.0.2");
    Files.delete(files.of("1.0.0"));
    Map<String, String> states = api.states();
    List<String> changes =
        List.of("edition@1.0.0 removed", "edition@1.0.1 kept", "edition@1.0.2 created");
    assertEquals(changes, changes(api.done("sync?plan=true")));
    assertEquals(changes, changes(api.doneJson("sync", "{\"dryRun\": true}")));
    assertRefused(400, api.json("sync", "{\"dryrun\": true}"), "dryRun");
    assertRefused(400, api.json("sync", "{\"dryRun\": \"yes\"}"), "dryRun");
    assertEquals(states, api.states());
    assertEquals(changes, changes(api.done("sync")));
    assertEquals("absent", api.state("1.0.0"));
    assertEquals("REGISTERED", api.state("1.0.2"));
    assertEquals("1.0.1", api.guestMeets("edition"));
  }

  @Test
  void aSyncThatMissesTheBytesOfWhatServesSaysSoAndDoesTheRest() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("register", Editions.jar("1.0.1"));
    Files.delete(files.of("1.0.0"));
    HttpResponse<String> answer = api.post("sync");
    assertEquals(207, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("its bytes are gone while it serves"), answer.body());
    assertTrue(answer.body().contains("\"kept\""), answer.body());
    Commands.Result shell =
        Commands.run(
            Map.of("KEYBAY_DATA", broker.data().toString()),
            Broker.HOME.resolve("bin/keybay"),
            "shell",
            "plugin:sync");
    assertEquals(1, shell.exit(), shell.out());
    assertTrue(shell.out().contains("its bytes are gone while it serves"), shell.out());
    assertTrue(shell.err().contains("a part of it failed"), shell.err());
    assertEquals("1.0.0", api.guestMeets("edition"));
    api.done("install", Editions.jar("1.0.0"));
    assertEquals(200, api.post("sync").statusCode());
  }

  @Test
  void whatIsOnDiskAndNotRegisteredIsNamedToWhoAsksForIt() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("register", Editions.jar("1.0.1"));
    assertRefused(404, api.post("update/edition@1.0.2"), "there is 1.0.0, 1.0.1");
    api.done("unregister/edition@1.0.1");
    String here = "on disk and not registered: edition@1.0.1; use register";
    for (String operation : List.of("update/edition==1.0.1", "unregister/edition-1.0.1")) {
      assertRefused(404, api.post(operation), "there is 1.0.0; " + here);
    }
    assertRefused(404, api.delete("edition@1.0.1"), here);
    assertRefused(404, api.post("enable/edition@2"), here);
    api.done("disable/edition");
    api.done("unregister/edition@1.0.0");
    assertRefused(
        404, api.post("enable/edition-1.0"), "edition@1.0.0, edition@1.0.1; use register");
    api.done("register/edition-1.0");
    assertEquals("REGISTERED", api.state("1.0.1"));
  }

  @Test
  void aPruneDeletesWhatNothingRefersToAndNothingElse() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("register", Editions.jar("1.0.1"));
    Path file = files.of("1.0.1");
    api.done("unregister/edition@1.0.1");
    assertEquals(1, api.done("prune?plan=true").get("changes").size());
    assertTrue(Files.exists(file));
    assertEquals(1, api.done("prune").get("changes").size());
    assertFalse(Files.exists(file));
    files.assertExactlyTheRegistered();
  }

  @Test
  void anUpdateForgetsTheOldestWithTheirBytes() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    Path oldest = files.of("1.0.0");
    for (int patch = 1; patch < 7; patch++) {
      api.done("update", Editions.jar("1.0." + patch));
    }
    assertEquals("REGISTERED", api.state("1.0.0"));
    JsonNode plan = api.done("update?plan=true", Editions.jar("1.0.7"));
    assertTrue(plan.get("changes").toString().contains("edition@1.0.0"), plan.toString());
    api.done("update", Editions.jar("1.0.7"));
    assertEquals("absent", api.state("1.0.0"));
    assertFalse(Files.exists(oldest));
    files.assertExactlyTheRegistered();
    assertEquals("1.0.7", api.guestMeets("edition"));
  }

  @Test
  void bytesThatWereKeptOutsideTheRegistryOutliveAnInstallationThatFails() throws Exception {
    api.done("register", Editions.failing("1.0.0"));
    Path file = files.of("1.0.0");
    api.done("unregister/edition@1.0.0");
    assertRefused(422, api.post("install", Editions.failing("1.0.0")), "cannot serve");
    assertTrue(Files.exists(file));
  }

  @Test
  void whatIsNotThereIs404WithWhatThereIs() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(404, api.post("enable/edition@3"), "edition@1.0.0");
    assertRefused(404, api.post("disable/nobody"), "nobody", "edition@1.0.0");
    assertRefused(404, api.post("downgrade/edition@1.0.7"), "edition@1.0.7", "1.0.0");
    assertRefused(404, api.delete("edition@1.0.7"), "edition@1.0.7", "1.0.0");
    assertRefused(404, api.post("register/edition==1.0.7"), "content store");
    assertRefused(404, api.post("promote/edition?to=edition-3.0"), "edition");
    assertRefused(404, api.post("explode"), "install");
  }

  @Test
  void aNameIsNotMadeToMeanTheStreamOfAnotherPlugin() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(
        400, api.post("promote/resource?to=edition-1.0"), "'edition-1.0' is no stream of resource");
    api.done("promote/edition?to=edition@1.0");
  }

  @Test
  void switchedOffAndOnAreIdempotent() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("disable/edition");
    assertEquals(0, api.done("disable/edition").get("changes").size());
    assertEquals("DISABLED", api.state("1.0.0"));
    assertEquals("404", api.guestMeets("edition"));
    api.done("enable/edition-1.0");
    assertEquals(0, api.done("enable/edition@1.0.0").get("changes").size());
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void theJournalTellsWhoDidWhatAndHowItEnded() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.post("update", Editions.failing("1.0.1"));
    JsonNode failed = api.operations().get(0);
    assertEquals("update", failed.get("operation").textValue());
    assertEquals("edition@1.0.1", failed.get("target").textValue());
    assertEquals("failed", failed.get("outcome").textValue());
    assertTrue(failed.get("detail").textValue().contains("cannot serve"));
    assertFalse(failed.get("actor").textValue().isEmpty());
    assertEquals("done", api.operations().get(1).get("outcome").textValue());
  }

  @Test
  void theShellDoesTheSame() throws Exception {
    Path jar = Files.write(broker.root().resolve("edition.jar"), Editions.jar("1.0.0"));
    Path higher = Files.write(broker.root().resolve("higher.jar"), Editions.jar("1.0.1"));
    broker.shell("plugin:install " + jar);
    assertTrue(broker.shell("plugin:update --plan " + higher).contains("would: "));
    assertEquals("1.0.0", api.guestMeets("edition"));
    broker.shell("plugin:update " + higher);
    assertEquals("1.0.1", api.guestMeets("edition"));
    broker.shell("plugin:rollback edition");
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertTrue(broker.shell("plugin:operations").contains("rollback"));
  }

  /** What a sync did to the plugin of these tests. */
  private static List<String> changes(JsonNode report) {
    List<String> changes = new ArrayList<>();
    for (JsonNode each : report.get("changes")) {
      if (each.get("plugin").textValue().startsWith(Editions.NAME + "@")) {
        changes.add(each.get("plugin").textValue() + " " + each.get("change").textValue());
      }
    }
    return changes.stream().sorted().toList();
  }
}
