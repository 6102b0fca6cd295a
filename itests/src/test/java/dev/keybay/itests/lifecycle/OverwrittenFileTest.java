package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keybay.itests.Broker;
import dev.keybay.itests.swap.SteadyLoad;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a file of the deploy folder held before goes when it holds something else. */
final class OverwrittenFileTest {
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void aVersionOfAnotherStreamTakesThePlaceOfItsFormer() throws Exception {
    drop(Editions.jar("1.0.3"), "edition.jar", "edition@1.0.3");
    try (SteadyLoad load = SteadyLoad.on(broker, "/kbs/v0/edition")) {
      drop(Editions.jar("1.1.0"), "edition.jar", "edition@1.1.0");
      await().until(() -> api.guestMeets("edition").equals("1.1.0"));
      load.assertUndisturbed();
      drop(Editions.jar("1.0.2"), "edition.jar", "edition@1.0.2"); // back again, and lower
      await().until(() -> api.guestMeets("edition").equals("1.0.2"));
      load.assertUndisturbed();
    }
    assertNotEquals("SERVING", api.state("1.0.3"));
    assertNotEquals("SERVING", api.state("1.1.0"));
  }

  @Test
  void aStreamLastsThatAnotherFileHasAVersionOf() throws Exception {
    drop(Editions.jar("1.0.0"), "lower.jar", "edition@1.0.0");
    drop(Editions.jar("1.0.1"), "edition.jar", "edition@1.0.1");
    drop(Editions.jar("1.1.0"), "edition.jar", "edition@1.1.0");
    await().until(() -> api.guestMeets("edition").equals("1.0.0"));
    assertEquals("1.1.0", api.meets("edition@1.1"));
  }

  @Test
  void anotherPluginTakesThePlaceOfTheFormer() throws Exception {
    drop(Editions.jar("1.0.0"), "some.jar", "edition@1.0.0");
    drop(Editions.quiet("other", "1.0.0", ""), "some.jar", "other@1.0.0");
    await().until(() -> api.guestMeets("edition").equals("404"));
    assertEquals("SERVING", api.states().get("other@1.0.0"));
    api.done("enable/edition@1.0.0"); // by an operator, for good
    restart();
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals("SERVING", api.states().get("other@1.0.0"));
  }

  @Test
  void whatIsChosenAfterwardsOutlivesARestart() throws Exception {
    drop(Editions.jar("1.0.3"), "edition.jar", "edition@1.0.3");
    drop(Editions.jar("1.1.0"), "edition.jar", "edition@1.1.0");
    await().until(() -> api.guestMeets("edition").equals("1.1.0"));
    api.done("enable/edition@1.0.3");
    restart();
    assertEquals("1.0.3", api.meets("edition@1.0"));
    assertEquals("1.1.0", api.guestMeets("edition"));
  }

  /** And waits until the folder has been looked at. */
  private void restart() throws Exception {
    broker.stop();
    broker = Broker.startIn(broker.root(), Map.of());
    api = new PluginApi(broker);
    Files.write(broker.deploy().resolve("broken.jar"), new byte[] {1, 2, 3});
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(broker.deploy().resolve("broken.jar.error")));
  }

  private void drop(byte[] jar, String file, String version) throws Exception {
    broker.drop(jar, file);
    await(version + " serves")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                "SERVING".equals(api.states().get(version))
                    && !api.operations().get(0).get("ended").isNull());
  }
}
