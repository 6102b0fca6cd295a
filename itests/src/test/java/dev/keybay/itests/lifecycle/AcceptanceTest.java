package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operations on one stream, one after the other: what each does, and what it refuses. */
final class AcceptanceTest {
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
  void aPlainBundleIsInstalledUnderItsExactVersionAndOpenToAdministratorsOnly() throws Exception {
    JsonNode listed = api.done("install", Editions.plain("1.0.0")).get("plugins").get(0);
    assertEquals(1, listed.get("format").intValue());
    assertEquals("edition-1.0.0", listed.get("stream").textValue());
    assertEquals("1.0.0", api.meets("edition"));
    assertEquals("401", api.guestMeets("edition"));
  }

  @Test
  void theSchemaOfDescriptorsIsTheFileOfTheDocumentation() throws Exception {
    HttpResponse<String> schema = broker.asAdmin("GET", "/kbs/v0/plugin/schema", "");
    assertEquals(200, schema.statusCode());
    assertEquals("application/schema+json", schema.headers().firstValue("Content-Type").orElse(""));
    Path file = Broker.HOME.resolve("../../../docs/plugin.schema.json");
    assertEquals(Files.readString(file), schema.body());
    assertEquals(401, broker.get("/kbs/v0/plugin/schema").statusCode());
  }

  @Test
  void aDescribedPluginIsInstalledUnderItsStream() throws Exception {
    JsonNode listed = api.done("install", Editions.jar("1.0.0")).get("plugins").get(0);
    assertEquals(2, listed.get("format").intValue());
    assertEquals("edition-1.0", listed.get("stream").textValue());
    assertEquals("SERVING", listed.get("state").textValue());
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void anUpdateToAHigherVersionServesAndKeepsTheOldOne() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    JsonNode change = api.done("update", Editions.jar("1.0.1")).get("changes").get(1);
    assertEquals("updated", change.get("change").textValue());
    assertEquals("1.0.0 -> 1.0.1", change.get("detail").textValue());
    assertEquals("1.0.1", api.guestMeets("edition"));
    assertEquals("SUPERSEDED", api.state("1.0.0"));
  }

  @Test
  void anUpdateToALowerVersionIsRefusedAndNamesDowngrade() throws Exception {
    api.done("install", Editions.jar("1.0.1"));
    assertRefused(409, api.post("update", Editions.jar("1.0.0")), "1.0.1", "use downgrade");
    assertEquals("1.0.1", api.guestMeets("edition"));
    assertEquals("absent", api.state("1.0.0"));
  }

  @Test
  void anUpdateToTheSameVersionIsRefused() throws Exception {
    api.done("install", Editions.jar("1.0.1"));
    assertRefused(409, api.post("update", Editions.jar("1.0.1")), "needs a higher version");
  }

  @Test
  void anUpdateOfAStreamThatIsNotThereIsRefusedAndNamesInstall() throws Exception {
    assertRefused(404, api.post("update", Editions.jar("1.0.0")), "edition-1.0", "use install");
    assertEquals("absent", api.state("1.0.0"));
  }

  @Test
  void anUpdateOfAPlainBundleIsRefusedAndNamesInstallAndAlias() throws Exception {
    api.done("install", Editions.plain("1.0.0"));
    assertRefused(
        409,
        api.post("update", Editions.jar("1.0.1")),
        "format 1",
        "Install edition@1.0.1 beside edition@1.0.0",
        "alias edition@1.0.0 edition@1.0.1");
    files.assertExactlyTheRegistered();
    // What the hint says is what can be typed.
    api.done("install", Editions.plain("1.0.1"));
    broker.shell("plugin:alias edition@1.0.0 edition@1.0.1");
    assertEquals("1.0.1", api.meets("edition@1.0.0"));
    String arrow = broker.shell("plugin:alias former@1.0.0 '->' edition@1.0.1");
    assertEquals("1.0.1", api.meets("former@1.0.0"), arrow);
    api.delete("alias/former@1.0.0");
    api.delete("alias/edition@1.0.0");
  }

  @Test
  void aRollbackOfAPlainBundleIsRefusedAndNamesWhatLeadsBack() throws Exception {
    api.done("install", Editions.plain("1.0.0"));
    assertRefused(409, api.post("rollback/edition"), "format 1", "Install the version before");
    api.done("install", Editions.plain("1.0.1"));
    api.done("promote/edition?to=edition-1.0.1");
    api.done("disable/edition-1.0.0");
    assertRefused(
        409,
        api.post("rollback/edition"),
        "Use: enable edition-1.0.0, then: promote edition edition-1.0.0");
    api.done("enable/edition-1.0.0");
    api.done("promote/edition?to=edition-1.0.0");
    assertEquals("1.0.0", api.meets("edition"));
  }

  @Test
  void aPlanRefusesWhatTheDeedWould() throws Exception {
    byte[] future = Editions.saying("1.0.0", "compatibility: { host: \"[9,10)\" }");
    byte[] greedy = Editions.saying("1.0.1", "routes: [edition, hello]");
    byte[] grand = Editions.saying("1.0.3", "routes: [edition, orders]");
    byte[] wary = Editions.saying("1.0.2", "isolation: { minimum: process }");
    for (String way : new String[] {"install?plan=true", "install"}) {
      assertRefused(422, api.post(way, future), "cannot serve: it is made for Keybay [9");
      assertRefused(422, api.post(way, wary), "it insists on more isolation");
      assertRefused(422, api.post(way, greedy), "the route 'hello' is owned by plugin hello");
      assertRefused(422, api.post(way, grand), "the route 'orders' is reserved");
    }
    assertEquals("absent", api.state("1.0.0"));
    api.done("register", future); // for a host that comes later
    for (String way : new String[] {"enable/edition@1.0.0?plan=true", "enable/edition@1.0.0"}) {
      assertRefused(422, api.post(way), "cannot serve: it is made for Keybay [9");
    }
  }

  @Test
  void aPlanShowsWhatAJarSaysOfItself() throws Exception {
    byte[] jar =
        Editions.saying(
            "1.0.0",
            "trust: { requested: reviewed }\n"
                + "provenance: { source: 'https://example.org/x', revision: abc, builder: ci }");
    String plan = api.post("install?plan=true", jar).body();
    assertTrue(plan.contains("asks for trust") && plan.contains("reviewed"), plan);
    assertTrue(plan.contains("https://example.org/x, revision abc, built by ci"), plan);
    assertFalse(api.post("install", jar).body().contains("example.org"));
  }

  @Test
  void anUpdateThatCannotStartChangesNothingAndSaysWhy() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    Set<String> before = files.names();
    assertRefused(
        422,
        api.post("update", Editions.failing("1.0.1")),
        "edition@1.0.1 cannot serve",
        "there is no key on this machine");
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals("absent", api.state("1.0.1"));
    assertEquals(before, files.names());
  }

  @Test
  void aVersionIsDowngradedByItsJar() throws Exception {
    api.done("install", Editions.jar("1.0.1"));
    api.done("downgrade", Editions.jar("1.0.0"));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertRefused(409, api.post("downgrade", Editions.jar("1.0.1")), "use update");
  }

  @Test
  void aVersionIsDowngradedByItsName() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    api.done("downgrade/edition@1.0.0");
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals("SUPERSEDED", api.state("1.0.1"));
  }

  @Test
  void aRollbackLeadsToTheVersionBeforeAndASecondOneBack() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(409, api.post("rollback/edition"), "keeps no version before");
    api.done("update", Editions.jar("1.0.1"));
    api.done("rollback/edition");
    assertEquals("1.0.0", api.guestMeets("edition"));
    api.done("rollback/edition");
    assertEquals("1.0.1", api.guestMeets("edition"));
  }

  @Test
  void aVersionIsRemovedFromRegistryAndDiskButNotWhileItServes() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    assertRefused(409, api.delete("edition@1.0.1"), "serves", "disable edition-1.0");
    Path file = files.of("1.0.0");
    PluginApi.done(api.delete("edition@1.0.0"));
    assertEquals("absent", api.state("1.0.0"));
    assertTrue(Files.notExists(file));
    assertEquals("1.0.1", api.guestMeets("edition"));
  }

  @Test
  void aVersionIsUnregisteredWithItsBytesKeptAndRegisteredAgain() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    assertRefused(409, api.post("unregister/edition@1.0.1"), "serves");
    Path file = files.of("1.0.0");
    api.done("unregister/edition@1.0.0");
    assertEquals("absent", api.state("1.0.0"));
    assertTrue(Files.exists(file));
    api.done("register/edition==1.0.0");
    assertEquals("REGISTERED", api.state("1.0.0"));
    api.done("downgrade/edition@1.0.0");
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void aStreamsNameRegistersItsHighestVersion() throws Exception {
    api.done("register", Editions.jar("1.0.0"));
    api.done("register", Editions.jar("1.0.1"));
    api.done("unregister/edition@1.0.0");
    api.done("unregister/edition@1.0.1");
    api.done("register/edition-1.0");
    assertEquals("REGISTERED", api.state("1.0.1"));
    assertEquals("absent", api.state("1.0.0"));
  }

  @Test
  void aRefusedRegistrationLeavesNoFile() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    Set<String> before = files.names();
    assertRefused(409, api.post("register", Editions.rebuilt("1.0.0")), "other bytes");
    assertRefused(422, api.post("register", new byte[] {1, 2, 3}), "zip");
    assertEquals(before, files.names());
    files.assertExactlyTheRegistered();
  }

  @Test
  void theSameVersionWithOtherBytesIsRefusedAndTheOldBytesServe() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(409, api.post("install", Editions.rebuilt("1.0.0")), "a version never changes");
    assertEquals("1.0.0", api.guestMeets("edition"));
    files.assertExactlyTheRegistered();
  }
}
