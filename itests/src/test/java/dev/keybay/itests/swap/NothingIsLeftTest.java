package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.greeter.GreeterServlet;
import dev.keybay.itests.plugins.keeper.KeeperServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However often a plugin is replaced, the broker holds no more than before. */
final class NothingIsLeftTest {
  /** How often; 500 is for the patient. */
  private static final int SWAPS = Integer.getInteger("keybay.leak.swaps", 60);

  /** Until what is made on first use has been used. */
  private static final int WARM_UP = 10;

  /** What comes and goes with the server's threads, beside the 2 %. */
  private static final long SPARE_BYTES = 512 << 10;

  private static final long SPARE_CLASSES = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final TestPlugin GREETER = TestPlugin.open("greeter", GreeterServlet.class);
  private static final TestPlugin KEEPER = TestPlugin.open("keeper", KeeperServlet.class);

  private static Broker broker;
  private static Deployment plugins;

  @BeforeAll
  static void start() throws IOException {
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Files.writeString(conf.resolve("plugin.keeper.json"), "{\"greeting\": \"hi\"}");
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
    plugins = new Deployment(broker);
  }

  @AfterAll
  static void stop() throws IOException {
    broker.close();
  }

  @Test
  void swapsOfAPluginWithSettingsAndDataLeaveNoBundleNoClassAndNoHeap() throws Exception {
    plugins.deploy(KEEPER, "1.0.0", "keeper.jar");
    swap(1, WARM_UP);
    awaitSeries("keeper", 1);
    LiveJvm before = LiveJvm.of(broker);
    swap(WARM_UP + 1, SWAPS);
    awaitNoMore(before.bundles(), before.loaders());
    awaitSeries("keeper", 1);
    LiveJvm after = LiveJvm.of(broker);
    assertFlat("classes", before.classes(), after.classes(), SPARE_CLASSES);
    assertFlat("bytes of live heap", before.heapBytes(), after.heapBytes(), SPARE_BYTES);
    Files.delete(broker.deploy().resolve("keeper.jar"));
    plugins.awaitGone("keeper", "1.0." + SWAPS);
    awaitNoMore(before.bundles() - 1, before.loaders() - 1);
  }

  private static void swap(int from, int to) throws Exception {
    for (int i = from; i <= to; i++) {
      plugins.deploy(KEEPER, "1.0." + i, "keeper.jar");
      plugins.awaitGone("keeper", "1.0." + (i - 1));
      assertEquals("hi, kept hi", broker.get("/kbs/v0/keeper").body());
    }
  }

  @Test
  void rawUpdatesInTheShellLeaveNoMetricsOfTheVersionsBefore() throws Exception {
    Path jars = Files.createDirectories(broker.root().resolve("jars"));
    String id = plugins.install(Files.write(jars.resolve("0.jar"), GREETER.jar("1.0.0")));
    awaitGreeting("1.0.0");
    for (int i = 1; i <= 3; i++) {
      Path jar = Files.write(jars.resolve(i + ".jar"), GREETER.jar("1.0." + i));
      broker.shell("felix:update " + id + " " + jar.toUri());
      awaitGreeting("1.0." + i);
    }
    awaitSeries("greeter", 1);
    broker.shell("felix:uninstall " + id);
    awaitSeries("greeter", 0);
  }

  private static void awaitGreeting(String version) {
    await(version + " greets")
        .atMost(LIMIT)
        .until(() -> broker.get("/kbs/v0/greeter").body().equals("Hello from " + version));
  }

  private static void awaitSeries(String plugin, long count) {
    await("metrics of " + count + " versions of " + plugin)
        .atMost(LIMIT)
        .until(() -> series(plugin) == count);
  }

  private static long series(String plugin) throws Exception {
    return broker
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("keybay_plugin_requests_total{plugin=\"" + plugin + "\""))
        .count();
  }

  /** Those of the last version may be on a stack for a moment still. */
  private static void awaitNoMore(long bundles, long loaders) {
    await("at most " + bundles + " bundles and " + loaders + " class loaders of bundles")
        .atMost(LIMIT)
        .until(
            () -> LiveJvm.of(broker), now -> now.bundles() <= bundles && now.loaders() <= loaders);
  }

  private static void assertFlat(String what, long before, long after, long spare) {
    assertTrue(
        after <= before + before / 50 + spare,
        what + ": " + before + " after " + WARM_UP + " swaps, " + after + " after " + SWAPS);
  }
}
