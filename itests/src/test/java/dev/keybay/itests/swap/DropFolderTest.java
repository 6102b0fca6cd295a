package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.ListedPlugin;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files come into the folder as people and their tools bring them, not as they should. */
final class DropFolderTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final TestPlugin OTHER =
      TestPlugin.open("other", ProbeServlet.class)
          .describedBy("format: 2\nname: other\nroutes: [probe-other]\ninterfaces: {launch: {}}\n");
  private static final byte[] GOOD = PROBE.jar("1.0.0");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Broker broker;
  private static Deployment plugins;
  private static SteadyLoad load;

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start();
    plugins = new Deployment(broker);
    broker.drop(GOOD, "probe.jar");
    plugins.awaitState("probe", "1.0.0", "SERVING");
    load = SteadyLoad.on(broker, "/kbs/v0/probe/sleep/10");
  }

  @AfterEach
  void whatServedServesOn() throws Exception {
    load.assertUndisturbed();
  }

  @AfterAll
  static void stop() throws IOException {
    load.close();
    broker.close();
  }

  @Test
  void aJarThatIsCopiedSlowlyIsTakenWhenItIsWhole() throws Exception {
    byte[] jar = PROBE.jar("1.1.0");
    Path file = broker.deploy().resolve("slow.jar");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(jar, 0, jar.length / 2);
      out.flush();
      plugins.awaitRefusal("slow.jar");
      out.write(jar, jar.length / 2, jar.length - jar.length / 2);
    }
    plugins.awaitState("probe", "1.1.0", "SERVING");
    await("the report goes").until(() -> !Files.exists(report(file)));
    assertEquals(1, reports("slow.jar"));
    take(file, "1.1.0");
  }

  @Test
  void aJarThatIsReplacedWhileItIsReadEndsAsTheLastOneWritten() throws Exception {
    Path file = broker.deploy().resolve("restless.jar");
    for (int patch = 0; patch < 40; patch++) {
      byte[] jar = PROBE.jar("1.2." + patch);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int at = 0; at < jar.length; at += 512) {
          out.write(jar, at, Math.min(512, jar.length - at));
        }
      }
      if (patch % 8 == 0) {
        plugins.awaitState("probe", "1.2." + patch, "SERVING");
      }
    }
    plugins.awaitState("probe", "1.2.39", "SERVING");
    take(file, "1.2.39");
  }

  @Test
  void aLinkIsWhatItLeadsTo() throws Exception {
    Path target = Files.write(broker.root().resolve("elsewhere.jar"), PROBE.jar("1.3.0"));
    Path link = Files.createSymbolicLink(broker.deploy().resolve("link.jar"), target);
    Path nowhere =
        Files.createSymbolicLink(
            broker.deploy().resolve("nowhere.jar"), broker.root().resolve("absent"));
    Path folder = Files.createSymbolicLink(broker.deploy().resolve("folder.jar"), broker.root());
    plugins.awaitState("probe", "1.3.0", "SERVING");
    assertTrue(Files.exists(target));
    Files.delete(nowhere);
    Files.delete(folder);
    take(link, "1.3.0");
    assertTrue(Files.exists(target), "a link was taken, not what it leads to");
  }

  @Test
  void aJarThatIsRenamedServesOnAndIsTakenOffUnderItsNewName() throws Exception {
    Path file = broker.deploy().resolve("probe.jar");
    Path renamed = broker.deploy().resolve("renamed.jar");
    String bundle = plugins.bundle("probe", "1.0.0");
    Files.move(file, renamed);
    awaitSource("1.0.0", renamed);
    Files.move(renamed, file);
    awaitSource("1.0.0", file);
    assertEquals(bundle, plugins.bundle("probe", "1.0.0"));

    broker.drop(PROBE.jar("1.6.0"), "a.jar");
    plugins.awaitState("probe", "1.6.0", "SERVING");
    Path last = Files.move(broker.deploy().resolve("a.jar"), broker.deploy().resolve("b.jar"));
    awaitSource("1.6.0", last);
    take(last, "1.6.0");
  }

  @Test
  void ofTwoCopiesOneMayGo() throws Exception {
    Path file = broker.deploy().resolve("probe.jar");
    Path copy = broker.deploy().resolve("copy.jar");
    broker.drop(GOOD, "copy.jar");
    deployed("1.7.0");
    Files.delete(file);
    awaitSource("1.0.0", copy);
    broker.drop(GOOD, "probe.jar");
    deployed("1.7.1");
    Files.delete(copy);
    awaitSource("1.0.0", file);
  }

  @Test
  void whateverIsNoJarByItsNameIsIgnoredAndToldOfOnce() throws Exception {
    byte[] jar = OTHER.jar("2.0.0");
    List<String> names = List.of("other.JAR", "other.zip", "other.jar.disabled", "other");
    for (String name : names) {
      broker.drop(jar, name);
    }
    for (String name : names) {
      await(name + " is told of").atMost(LIMIT).until(() -> ignored(name) == 1);
    }
    broker.drop(OTHER.jar("2.0.1"), names.get(0));
    deployed("1.8.0");
    for (String name : names) {
      assertEquals(1, ignored(name), name);
      Files.delete(broker.deploy().resolve(name));
    }
    String bundles = broker.shell("felix:lb -s");
    assertTrue(bundles.contains("org.example.probe"), bundles);
    assertTrue(!bundles.contains("org.example.other"), bundles);
  }

  @Test
  void filesThatVanishLeaveNothing() throws Exception {
    byte[] jar = OTHER.jar("1.0.0");
    for (int i = 0; i < 200; i++) {
      Path file = broker.deploy().resolve("brief-" + i % 5 + ".jar");
      Files.write(file, i % 2 == 0 ? jar : half(jar));
      Files.deleteIfExists(file);
    }
    deployed("1.4.0");
    await("no reports").until(() -> reportsBeside().isEmpty());
    assertTrue(plugins.find("other").stream().noneMatch(ListedPlugin::isServing));
  }

  @Test
  void fiveHundredFilesAtOnceAreTakenOrReportedOnceEach() throws Exception {
    byte[] broken = half(GOOD);
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      if (i % 25 == 0) {
        broker.drop(PROBE.jar("2." + i / 25 + ".0"), "crowd-" + i + ".jar");
      } else {
        broker.drop(broken, "crowd-" + i + ".jar");
        expected.add("crowd-" + i + ".jar.error");
      }
    }
    await("all are taken or reported")
        .atMost(LIMIT)
        .until(() -> reportsBeside().equals(expected) && serving("2.") == 20);
    deployed("1.5.0");
    for (int i = 0; i < 500; i++) {
      assertEquals(i % 25 == 0 ? 0 : 1, reports("crowd-" + i + ".jar"), "of crowd-" + i);
    }
    for (int i = 0; i < 500; i++) {
      Files.delete(broker.deploy().resolve("crowd-" + i + ".jar"));
    }
    await("all are forgotten")
        .atMost(LIMIT)
        .until(() -> reportsBeside().isEmpty() && serving("2.") == 0);
  }

  /** Drops one more, so that what lay in the folder before has had its turn. */
  private static void deployed(String version) throws Exception {
    broker.drop(PROBE.jar(version), "later.jar");
    plugins.awaitState("probe", version, "SERVING");
    take(broker.deploy().resolve("later.jar"), version);
  }

  private static void take(Path file, String version) throws IOException {
    Files.delete(file);
    plugins.awaitGone("probe", version);
  }

  private static void awaitSource(String version, Path file) {
    await(version + " is that of " + file)
        .atMost(LIMIT)
        .until(
            () ->
                plugins.find("probe").stream()
                    .anyMatch(
                        each ->
                            each.version().equals(version)
                                && each.isServing()
                                && file.toString().equals(each.members().get("source"))));
  }

  /** How often the log says that a file is nothing. */
  private static long ignored(String file) throws IOException {
    return broker
        .log()
        .lines()
        .filter(line -> line.contains("is ignored") && line.contains("/" + file + "\""))
        .count();
  }

  private static long serving(String versions) throws IOException {
    return plugins.find("probe").stream()
        .filter(each -> each.version().startsWith(versions) && each.isServing())
        .count();
  }

  private static Set<String> reportsBeside() throws IOException {
    try (Stream<Path> files = Files.list(broker.deploy())) {
      Set<String> names = new HashSet<>();
      files.map(file -> file.getFileName().toString()).forEach(names::add);
      names.removeIf(name -> !name.endsWith(".error"));
      return names;
    }
  }

  /** How often the log says that a file is not taken. */
  private static long reports(String file) throws IOException {
    return broker
        .log()
        .lines()
        .filter(line -> line.contains("is not taken") && line.contains("/" + file))
        .count();
  }

  private static Path report(Path file) {
    return file.resolveSibling(file.getFileName() + ".error");
  }

  private static byte[] half(byte[] jar) {
    return Arrays.copyOf(jar, jar.length / 2);
  }
}
