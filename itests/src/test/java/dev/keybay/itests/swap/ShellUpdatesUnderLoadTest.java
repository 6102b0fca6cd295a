package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An operator takes the framework's own commands to a plugin, round the plugin manager and under
 * full load: requests wait until it is back.
 */
final class ShellUpdatesUnderLoadTest {
  private static final int TIMES = 4;
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);

  private Broker broker;
  private Deployment plugins;
  private Path jar;
  private String id;
  private LoadGenerator load;
  private final StringBuilder said = new StringBuilder();

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    plugins = new Deployment(broker);
    jar = Files.write(broker.root().resolve("raw.jar"), PROBE.jar("1.0.0"));
    id = plugins.install(jar);
    plugins.awaitState("probe", "1.0.0", "SERVING");
    load = Load.on(broker, 32, Load::mixed);
  }

  @AfterEach
  void stop() throws IOException {
    load.close();
    broker.close();
  }

  @Test
  void rawUpdatesParkRequestsAndFailNone() throws Exception {
    for (int i = 1; i <= TIMES; i++) {
      Files.write(jar, PROBE.jar("1.0." + i));
      shell("felix:update " + id + " " + jar.toUri());
      plugins.awaitState("probe", "1.0." + i, "SERVING");
    }
    assertNoneFailedAndNoneWasStoppedOver();
  }

  @Test
  void stoppingAndStartingParksRequestsAndFailsNone() throws Exception {
    for (int i = 1; i <= TIMES; i++) {
      shell("felix:stop " + id);
      plugins.awaitState("probe", "1.0.0", "DISABLED");
      broker.shell("felix:start " + id);
      plugins.awaitState("probe", "1.0.0", "SERVING");
    }
    assertNoneFailedAndNoneWasStoppedOver();
  }

  @Test
  void uninstallingAndInstallingParksRequestsAndFailsNone() throws Exception {
    for (int i = 1; i <= TIMES; i++) {
      shell("felix:uninstall " + id);
      plugins.awaitGone("probe", "1.0.0");
      id = plugins.install(jar);
      plugins.awaitState("probe", "1.0.0", "SERVING");
    }
    assertNoneFailedAndNoneWasStoppedOver();
  }

  /** The shell shows what is written to the error stream while a command of it runs. */
  private void shell(String command) throws IOException, InterruptedException {
    said.append(broker.shell(command));
  }

  private void assertNoneFailedAndNoneWasStoppedOver() {
    Load.assertNoneFailed(load);
    List<String> destroyed =
        said.toString().lines().filter(line -> line.startsWith("probe destroyed")).toList();
    assertEquals(Collections.nCopies(TIMES, "probe destroyed with 0 inside"), destroyed);
  }
}
