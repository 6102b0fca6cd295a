package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start makes of what it finds. */
final class RestoreTest {
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    use(Broker.start());
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void withoutTheFrameworksCacheTheSameVersionsServe() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    api.done("install", Editions.jar("1.1.0"));
    api.done("install", Editions.jar("2.0.0"));
    api.done("promote/edition?to=edition-1.1");
    api.done("rollback/edition-1.0");
    api.done("disable/edition-2.0");
    Map<String, String> before = api.states();
    restartAfter(() -> delete(broker.data().resolve("cache")));
    assertEquals(before, api.states());
    assertEquals("1.1.0", api.guestMeets("edition"));
    assertEquals("1.0.0", api.meets("edition@1.0"));
    assertEquals("404", api.meets("edition@2"));
  }

  @Test
  void versionsUpToTheLargestOfOsgiOutliveARestartAndAreRemoved() throws Exception {
    api.done("install", Jars.renumbered(Editions.plain("1.0.0"), "1.0.1720094400"));
    api.done("install", Jars.renumbered(Editions.jar("1.0.0"), "1.2147483647.2147483647"));
    assertRefused(
        422,
        api.post("install", Jars.renumbered(Editions.jar("1.0.0"), "1.0.2147483648")),
        "Bundle-Version");
    restartAfter(() -> {});
    assertEquals("1.0.1720094400", api.meets("edition@1.0.1720094400"));
    assertEquals("1.2147483647.2147483647", api.meets("edition@1.2147483647"));
    api.done("disable/edition-1.0.1720094400");
    PluginApi.done(api.delete("edition@1.0.1720094400"));
    assertEquals("absent", api.state("1.0.1720094400"));
  }

  @Test
  void whatIsSwitchedOffStaysSoAndWhatIsSwitchedOnAgainServes() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("disable/edition");
    restartAfter(() -> {});
    assertEquals("DISABLED", api.state("1.0.0"));
    assertEquals("404", api.guestMeets("edition"));
    api.done("enable/edition");
    restartAfter(() -> {});
    assertEquals("SERVING", api.state("1.0.0"));
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void sharesAliasesAndExposedStreamsOutliveARestart() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    api.done("expose/edition-2.0");
    api.alias("former@1.0.0", "edition@1.0");
    api.route("{\"1.0.0\":0,\"2.0.0\":100}");
    restartAfter(() -> {});
    assertEquals("2.0.0", api.guestMeets("edition"));
    assertEquals("2.0.0", api.guestMeets("edition@2.0"));
    assertEquals("1.0.0", api.meets("former@1.0.0"));
  }

  @Test
  void aDowngradeOutlivesARestartThoughTheHigherVersionsFileIsStillInTheFolder() throws Exception {
    drop("1.0.0", "lower.jar");
    drop("1.0.1", "higher.jar");
    api.done("downgrade/edition@1.0.0");
    restartAndLookAtTheFolder();
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals("SUPERSEDED", api.state("1.0.1"));
  }

  @Test
  void aFileThatWasTakenFromTheFolderMeanwhileIsTakenOff() throws Exception {
    drop("1.0.0", "edition.jar");
    restartAfter(() -> Files.delete(broker.deploy().resolve("edition.jar")));
    assertEquals("404", api.guestMeets("edition"));
    assertTrue(Files.exists(new ContentFiles(broker).of("1.0.0")));
  }

  @Test
  void theFileOfACanaryThatWasTakenMeanwhileLeavesItsShareToTheOther() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    drop("1.0.1", "canary.jar");
    api.route("{\"1.0.0\":95,\"1.0.1\":5}");
    restartAfter(() -> Files.delete(broker.deploy().resolve("canary.jar")));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals(100, api.listed("1.0.0").get("weight").intValue());
    assertEquals("SUPERSEDED", api.state("1.0.1"));
  }

  @Test
  void theFileOfACanaryIsReplacedAndStaysACanaryOverARestart() throws Exception {
    drop("1.0.0", "edition.jar");
    drop("1.0.1", "canary.jar");
    api.done("downgrade/edition@1.0.0");
    api.route("{\"1.0.0\":95,\"1.0.1\":5}");
    drop("1.0.2", "canary.jar");
    canaryIs("1.0.2");
    restartAndLookAtTheFolder();
    canaryIs("1.0.2");
  }

  private void canaryIs(String version) throws Exception {
    assertEquals(95, api.listed("1.0.0").get("weight").intValue());
    assertEquals(5, api.listed(version).get("weight").intValue());
    assertEquals("SUPERSEDED", api.state("1.0.1"));
  }

  @Test
  void aFileThatWasRenamedMeanwhileIsNotTakenOff() throws Exception {
    drop("1.0.0", "edition.jar");
    Path renamed = broker.deploy().resolve("renamed.jar");
    restartAfter(() -> Files.move(broker.deploy().resolve("edition.jar"), renamed));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals(renamed.toString(), api.listed("1.0.0").get("source").textValue());
  }

  @Test
  void noReportOutlivesWhatItIsAbout() throws Exception {
    Path mended = broker.deploy().resolve("mended.jar");
    Path gone = broker.deploy().resolve("gone.jar");
    broker.drop(new byte[] {1, 2, 3}, "mended.jar");
    broker.drop(new byte[] {1, 2, 3}, "gone.jar");
    await().until(() -> Files.exists(report(mended)) && Files.exists(report(gone)));
    restartAfter(
        () -> {
          Files.write(mended, Editions.jar("1.0.0"));
          Files.delete(gone);
        });
    await().until(() -> Files.notExists(report(mended)) && Files.notExists(report(gone)));
  }

  @Test
  void damagedBytesAreQuarantinedWithTheReasonAndTheOthersServe() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    Path file = new ContentFiles(broker).of("2.0.0");
    restartAfter(() -> Files.write(file, new byte[] {1, 2, 3}));
    JsonNode damaged = api.listed("2.0.0");
    assertEquals("QUARANTINED", damaged.get("state").textValue());
    assertTrue(damaged.get("problem").textValue().contains("its bytes were changed"));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());
    // What has failed hinders nobody else of its name, and is told of only where it is asked for.
    api.done("update", Editions.jar("1.0.1"));
    api.done("promote/edition?to=edition-1.0");
    api.done("key/rotate/edition");
    PluginApi.done(api.delete("key/edition"));
    api.done("key/rotate/edition");
    PluginApi.assertRefused(422, api.post("enable/edition@2.0.0"), "its bytes were changed");
    assertEquals("1.0.1", api.guestMeets("edition"));
    api.done("install", Editions.jar("2.0.0"));
    assertEquals("2.0.0", api.meets("edition@2"));
  }

  @Test
  void theWorkOfASignerWhoWasStruckFromTheTrustStoreIsQuarantinedUntilTheyAreBack()
      throws Exception {
    Signer signer = Signer.create(broker.root(), "signer");
    Signer other = Signer.create(broker.root(), "other");
    requireSignaturesOf(signer);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.post("install?plan=true", Editions.jar("1.0.0")).statusCode() == 422);
    api.done("install", signer.sign(Editions.jar("1.0.0")));
    restartAfter(() -> requireSignaturesOf(other));
    JsonNode listed = api.listed("1.0.0");
    assertEquals("QUARANTINED", listed.get("state").textValue());
    assertTrue(listed.get("problem").textValue().contains("CN=signer"), listed.toString());
    assertRefused(422, api.post("enable/edition"), "CN=signer", "not trusted");
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());
    requireSignaturesOf(signer);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.post("enable/edition").statusCode() == 200);
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  private void requireSignaturesOf(Signer signer) throws IOException {
    new ConfFile(broker.root(), "signing.json")
        .write("{\"policy\":\"require\",\"trustStore\":\"" + signer.certificate() + "\"}");
  }

  private static Path report(Path file) {
    return file.resolveSibling(file.getFileName() + ".error");
  }

  /** Drops a version and waits until it serves and nothing is left to do for it. */
  private void drop(String version, String file) throws IOException {
    broker.drop(Editions.jar(version), file);
    await(file + " is taken")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                api.state(version).equals("SERVING")
                    && !api.operations().get(0).get("ended").isNull());
  }

  /** Restarts and waits until every file that was in the folder has had its turn. */
  private void restartAndLookAtTheFolder() throws Exception {
    broker.drop(new byte[] {1, 2, 3}, "broken.jar");
    Path report = broker.deploy().resolve("broken.jar.error");
    await("a report").atMost(Duration.ofMinutes(1)).until(() -> Files.exists(report));
    restartAfter(() -> Files.delete(report));
    await("a report again").atMost(Duration.ofMinutes(1)).until(() -> Files.exists(report));
    drop("2.0.0", "after-all-others.jar");
  }

  private interface Meanwhile {
    void happens() throws IOException;
  }

  private void restartAfter(Meanwhile meanwhile) throws Exception {
    assertEquals(0, broker.stop());
    meanwhile.happens();
    use(Broker.startIn(broker.root(), Map.of()));
  }

  private void use(Broker started) {
    broker = started;
    api = new PluginApi(started);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
