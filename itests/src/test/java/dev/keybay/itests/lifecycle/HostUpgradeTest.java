package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are evaluated again by a Keybay of another version, and none is lost. */
final class HostUpgradeTest {
  @TempDir Path temporary;
  private Broker broker;

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void whatANewerHostDoesNotFitIsQuarantinedWithTheReasonAndComesBackWithTheOlder()
      throws Exception {
    broker = Broker.start();
    PluginApi api = new PluginApi(broker);
    api.done("install", Editions.saying("1.0.0", "compatibility: { host: \"[1.0,2.0)\" }"));
    api.done("install", Editions.quiet("lasting", "1.0.0", ""));
    assertEquals("1.0.0", api.meets("edition"));

    broker.stop();
    broker = Broker.startFrom(upgraded("2.0.0"), broker.root(), Map.of());
    api = new PluginApi(broker);
    JsonNode listed = api.listed("1.0.0");
    assertEquals("QUARANTINED", listed.get("state").textValue());
    String problem = listed.get("problem").textValue();
    assertTrue(problem.contains("made for Keybay [1.0") && problem.contains("2.0.0"), problem);
    assertEquals(404, broker.get("/kbs/v0/edition").statusCode());
    assertEquals("SERVING", api.states().get("lasting@1.0.0"));
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());

    broker.stop();
    broker = Broker.startIn(broker.root(), Map.of());
    assertEquals("1.0.0", new PluginApi(broker).meets("edition"));
  }

  @Test
  void whatShipsAndMustNotBeSwappedIsReplacedByAStartAlone() throws Exception {
    Path home = copied();
    Files.write(home.resolve("plugins/edition-1.0.0.jar"), fixed("1.0.0"));
    broker = Broker.startFrom(home, temporary.resolve("root"), Map.of());
    PluginApi api = new PluginApi(broker);
    assertEquals("1.0.0", api.meets("edition"));
    api.done("register", Editions.jar("1.0.1"));
    for (String way : List.of("update/edition@1.0.1?plan=true", "update/edition@1.0.1")) {
      PluginApi.assertRefused(
          409, api.post(way), "edition@1.0.0 must not be swapped", "start the broker again");
    }
    broker.drop(Editions.jar("1.0.2"), "edition.jar");
    await().until(() -> Files.exists(broker.deploy().resolve("edition.jar.error")));
    assertEquals("1.0.0", api.meets("edition"));

    broker.stop();
    Files.delete(broker.deploy().resolve("edition.jar"));
    Files.write(home.resolve("plugins/edition-1.0.0.jar"), fixed("1.0.3"));
    broker = Broker.startFrom(home, broker.root(), Map.of());
    assertEquals("1.0.3", new PluginApi(broker).meets("edition"));
  }

  private static byte[] fixed(String version) {
    return Editions.saying(version, "compatibility: { hotpluggable: false }");
  }

  /** The distribution as a later build would make it: its core has another version. */
  private Path upgraded(String version) throws IOException {
    Path home = copied();
    Path core = home.resolve("bundles/core-impl-1.0.0.jar");
    Files.write(core, new PluginRepacker(core).repack(version));
    return home;
  }

  private Path copied() throws IOException {
    Path home = temporary.resolve("copied");
    List<Path> all;
    try (Stream<Path> files = Files.walk(Broker.HOME)) {
      all = files.toList();
    }
    for (Path file : all) {
      Files.copy(
          file,
          home.resolve(Broker.HOME.relativize(file).toString()),
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
    }
    return home;
  }
}
