package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The broker ends as {@code kill -9} ends it, at each step of each operation. The next start finds
 * the registry before the operation if its commit was not reached, else the one after it.
 *
 * <p>Each begins with a copy of the same folders: edition 1.0.1 serves, 1.0.0 served before.
 */
final class CrashAtEveryStepTest {
  private static final Set<String> COMMITTED = Set.of("switch", "drain");
  private static Path base;
  private static Map<String, String> atFirst;
  private Map<String, String> before = atFirst;
  private Path root;

  private interface Deed {
    Object ask(PluginApi api) throws Exception;
  }

  private interface Check {
    void found(PluginApi api, boolean done) throws Exception;
  }

  @BeforeAll
  static void prepare() throws Exception {
    base = Files.createTempDirectory("keybay-it");
    Broker broker = Broker.startIn(base, Map.of());
    PluginApi api = new PluginApi(broker);
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    atFirst = api.states();
    broker.stop();
  }

  @BeforeEach
  void begin() throws IOException {
    root = Files.createTempDirectory("keybay-it");
    copy(base.resolve("data"), root.resolve("data"));
  }

  @AfterEach
  void tidy() throws IOException {
    delete(root);
  }

  @AfterAll
  static void stop() throws IOException {
    delete(base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "keep", "start", "probe", "commit", "switch", "drain"})
  void anInstallationIsDoneOrUndone(String step) throws Exception {
    crash(
        "install",
        step,
        api -> api.post("install", Editions.jar("2.0.0")),
        (api, done) -> {
          assertEquals(done ? "SERVING" : "absent", api.state("2.0.0"));
          assertEquals(done ? "2.0.0" : "404", api.meets("edition@2"));
          assertEquals("1.0.1", api.guestMeets("edition"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "keep", "start", "probe", "commit", "switch", "drain"})
  void anUpdateIsDoneOrUndone(String step) throws Exception {
    crash(
        "update",
        step,
        api -> api.post("update", Editions.jar("1.0.2")),
        (api, done) -> {
          assertEquals(done ? "1.0.2" : "1.0.1", api.guestMeets("edition"));
          assertEquals(done ? "SUPERSEDED" : "SERVING", api.state("1.0.1"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"commit", "drain"})
  void anUpdateThatForgetsAVersionLeavesNoneOfItsBytes(String step) throws Exception {
    new ConfFile(root, "plugins.json").write("{\"keptVersions\":0}");
    crash(
        "update",
        step,
        api -> api.post("update", Editions.jar("1.0.2")),
        (api, done) -> {
          assertEquals(done ? "absent" : before.get("edition@1.0.0"), api.state("1.0.0"));
          assertFalse(api.done("sync").toString().contains("created"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "start", "probe", "commit", "switch", "drain"})
  void aDowngradeIsDoneOrUndone(String step) throws Exception {
    crash(
        "downgrade",
        step,
        api -> api.post("downgrade/edition@1.0.0"),
        (api, done) -> assertEquals(done ? "1.0.0" : "1.0.1", api.guestMeets("edition")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "commit", "switch", "drain"})
  void switchingOffIsDoneOrUndone(String step) throws Exception {
    crash(
        "disable",
        step,
        api -> api.post("disable/edition"),
        (api, done) -> {
          assertEquals(done ? "404" : "1.0.1", api.guestMeets("edition"));
          assertEquals(done ? "DISABLED" : "SERVING", api.state("1.0.1"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "commit", "switch", "drain"})
  void aPromotionIsDoneOrUndone(String step) throws Exception {
    prepared(api -> api.done("install", Editions.jar("1.1.0")));
    crash(
        "promote",
        step,
        api -> api.post("promote/edition?to=edition-1.1"),
        (api, done) -> {
          assertEquals(done ? "1.1.0" : "1.0.1", api.guestMeets("edition"));
          assertEquals("SERVING", api.state("1.0.1"));
          assertEquals("SERVING", api.state("1.1.0"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "commit", "switch", "drain"})
  void aRemovalIsDoneOrUndone(String step) throws Exception {
    crash(
        "remove",
        step,
        api -> api.delete("edition@1.0.0"),
        (api, done) -> {
          assertEquals(done ? "absent" : "SUPERSEDED", api.state("1.0.0"));
          assertEquals("1.0.1", api.guestMeets("edition"));
        });
  }

  /** Does something more before the operation that is to crash. */
  private void prepared(Deed more) throws Exception {
    Broker broker = Broker.startIn(root, Map.of());
    try {
      PluginApi api = new PluginApi(broker);
      more.ask(api);
      before = api.states();
    } finally {
      broker.stop();
    }
  }

  /** Crashes in the middle of an operation, and checks what the next start finds. */
  private void crash(String operation, String step, Deed deed, Check check) throws Exception {
    die(deed, "-Dkeybay.crashAt=" + operation + "." + step);
    boolean done = COMMITTED.contains(step);
    Broker broker = Broker.startIn(root, Map.of());
    try {
      PluginApi api = new PluginApi(broker);
      JsonNode last = api.operations().get(0);
      assertEquals(operation, last.get("operation").textValue());
      assertFalse(last.get("ended").isNull());
      assertEquals(done ? "done" : "undone", last.get("outcome").textValue());
      if (!done) {
        assertEquals(before, api.states());
      }
      new ContentFiles(broker).assertExactlyTheRegistered();
      check.found(api, done);
    } finally {
      broker.kill();
    }
  }

  private void die(Deed deed, String crash) throws Exception {
    Broker broker = Broker.startIn(root, Map.of("KEYBAY_JAVA_OPTS", crash));
    try {
      assertThrows(IOException.class, () -> deed.ask(new PluginApi(broker)));
      assertTrue(broker.process().waitFor(1, TimeUnit.MINUTES), "it was to crash");
      assertEquals(137, broker.process().exitValue());
    } finally {
      broker.kill();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
