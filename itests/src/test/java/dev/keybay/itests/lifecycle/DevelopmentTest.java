package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.swap.SteadyLoad;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker for development: bytes may change under a version, folders are plugins. */
final class DevelopmentTest {
  private static final String DESCRIPTOR = "OSGI-INF/keybay/plugin.yaml";

  private static Broker broker;
  private static PluginApi api;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--set", "plugins.development=true");
    api = new PluginApi(broker);
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
  void otherBytesReplaceAVersionAndNoRequestFails() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    String before = digest();
    try (SteadyLoad load = SteadyLoad.on(broker, "/kbs/v0/edition")) {
      api.done("install", Editions.rebuilt("1.0.0"));
      load.assertUndisturbed();
    }
    assertNotEquals(before, digest());
    assertEquals("SERVING", api.state("1.0.0"));
  }

  @Test
  void theBytesThatWereReplacedAreGone() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.rebuilt("1.0.0"));
    new ContentFiles(broker).assertExactlyTheRegistered();
  }

  @Test
  void bytesThatCannotStartLeaveTheOthersServing() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    String before = digest();
    assertEquals(422, api.post("install", Editions.failing("1.0.0")).statusCode());
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals(before, digest());
  }

  @Test
  void aFolderIsAPluginAndIsFollowed() throws Exception {
    Path unpacked = Jars.unpack(Editions.jar("1.0.0"), folder.resolve("edition"));
    Path dropped = broker.deploy().resolve("edition");
    Files.move(unpacked, dropped);
    eventually("it serves", () -> api.guestMeets("edition").equals("1.0.0"));
    String before = digest();
    append(dropped, "x-changed: true");
    eventually("the change serves", () -> !digest().equals(before));
    Jars.delete(dropped);
    eventually("it is gone", () -> !api.guestMeets("edition").equals("1.0.0"));
  }

  @Test
  void aFolderIsInstalledByTheShellAndOverHttp() throws Exception {
    Path one = Jars.unpack(Editions.jar("1.0.0"), folder.resolve("one"));
    Path two = Jars.unpack(Editions.jar("1.0.1"), folder.resolve("two"));
    Path three = Jars.unpack(Editions.jar("1.0.2"), folder.resolve("three"));
    broker.shell("plugin:install " + one);
    assertEquals("1.0.0", api.guestMeets("edition"));
    api.doneJson("update", "{\"source\":\"" + two + "\"}");
    assertEquals("1.0.1", api.guestMeets("edition"));
    api.doneJson("install", "{\"source\":\"" + three.toUri() + "\"}");
    assertEquals("1.0.2", api.guestMeets("edition"));
    Files.delete(three.resolve("META-INF/MANIFEST.MF"));
    assertRefused(
        422, api.json("install", "{\"source\":\"" + three + "\"}"), "META-INF/MANIFEST.MF");
  }

  @Test
  void theWatchSwapsWhatIsSavedAndShowsWhatIsWrong() throws Exception {
    Path project = Jars.unpack(Editions.jar("1.0.0"), folder.resolve("edition"));
    try (DevProcess dev = DevProcess.watch(broker, project, folder.resolve("said"))) {
      eventually("it serves", () -> api.guestMeets("edition").equals("1.0.0"));
      String before = digest();
      String good = append(project, "x-changed: true");
      eventually("the change serves", () -> !digest().equals(before));
      append(project, "rotues: []");
      dev.awaitSaid(all -> all.contains("did you mean"));
      assertTrue(dev.said().contains(", line "), dev.said());
      assertEquals("1.0.0", api.guestMeets("edition"));
      Files.writeString(project.resolve(DESCRIPTOR), good + "x-again: true\n");
      dev.awaitSaid(all -> all.lines().filter(line -> line.contains("replaced")).count() == 2);
    }
  }

  @Test
  void aHostThatIsNotForDevelopmentRefusesFoldersAndTheWatch() throws Exception {
    try (Broker live = Broker.start()) {
      Jars.unpack(Editions.jar("1.0.0"), live.deploy().resolve("edition"));
      Path report = live.deploy().resolve("edition.error");
      eventually("the folder is refused", () -> Files.exists(report));
      assertTrue(Files.readString(report).contains("in development only"));
      PluginApi operator = new PluginApi(live);
      assertRefused(
          409, operator.post("install?development=true", Editions.jar("1.0.0")), "development");
      assertEquals("404", operator.guestMeets("edition"));
      Path unpacked = Jars.unpack(Editions.jar("1.0.0"), folder.resolve("edition"));
      assertRefused(
          409,
          operator.json("install", "{\"source\":\"" + unpacked + "\"}"),
          "in development only",
          "conf/plugins.json");
      assertEquals("404", operator.guestMeets("edition"));
    }
  }

  private static String digest() throws Exception {
    return api.listed("1.0.0").get("digest").textValue();
  }

  private static String append(Path plugin, String line) throws Exception {
    Path descriptor = plugin.resolve(DESCRIPTOR);
    String text = Files.readString(descriptor) + line + "\n";
    Files.writeString(descriptor, text);
    return text;
  }

  private static void eventually(String what, Callable<Boolean> state) {
    await(what).atMost(Duration.ofMinutes(1)).until(state);
  }
}
