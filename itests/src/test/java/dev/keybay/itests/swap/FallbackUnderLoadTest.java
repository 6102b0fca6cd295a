package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.needy.ThrowingServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under full load, the version that is there serves on when a newer one fails or goes. */
final class FallbackUnderLoadTest {
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);
  private static final TestPlugin FAILING = TestPlugin.open("probe", ThrowingServlet.class);

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Broker broker;
  private Deployment plugins;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.start();
    plugins = new Deployment(broker);
    plugins.deploy(PROBE, "1.0.0", "probe.jar");
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  @Test
  void aVersionThatFailsAtItsActivationLeavesTheOldOneServing() throws Exception {
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      new Refusals(broker, plugins)
          .assertRefused(FAILING.jar("1.0.1"), "probe.jar", "there is no key on this machine");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.0"), promoted());
  }

  @Test
  void removingTheHighestVersionFallsBackToTheLower() throws Exception {
    plugins.deploy(PROBE, "1.0.1", "newer.jar");
    assertEquals(List.of("1.0.1"), promoted());
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      Files.delete(broker.deploy().resolve("newer.jar"));
      plugins.awaitGone("probe", "1.0.1");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.0"), promoted());
  }

  @Test
  void uninstallingTheHighestVersionByTheShellFallsBackToTheLower() throws Exception {
    plugins.deploy(PROBE, "1.0.1", "newer.jar");
    String id = plugins.bundle("probe", "1.0.1");
    assertEquals(List.of("1.0.1"), promoted());
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      broker.shell("felix:uninstall " + id);
      plugins.awaitState("probe", "1.0.0", "SERVING");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.0"), promoted());
  }

  @Test
  void removingAVersionOfADividedNameLeavesItsGuestsToTheOther() throws Exception {
    plugins.deploy(PROBE, "1.0.1", "newer.jar");
    divide("{\"1.0.0\":95,\"1.0.1\":5}");
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      Files.delete(broker.deploy().resolve("probe.jar"));
      plugins.awaitGone("probe", "1.0.0");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.1"), sharing());
  }

  @Test
  void removingACanaryLeavesItsGuestsToWhoHasTheOtherShareAndNotToAnotherFile() throws Exception {
    canary();
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      Files.delete(broker.deploy().resolve("canary.jar"));
      plugins.awaitGone("probe", "1.0.2");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.1"), sharing());
  }

  @Test
  void uninstallingACanaryByTheShellLeavesItsGuestsToWhoHasTheOtherShare() throws Exception {
    canary();
    String id = plugins.bundle("probe", "1.0.2");
    try (LoadGenerator load = Load.on(broker, 32, Load::mixed)) {
      broker.shell("felix:uninstall " + id);
      plugins.awaitGone("probe", "1.0.2");
      Load.assertNoneFailed(load);
    }
    assertEquals(List.of("1.0.1"), sharing());
  }

  /** 1.0.1, which came over HTTP, has most of the name, and a file the rest. */
  private void canary() throws Exception {
    byte[] jar = PROBE.jar("1.0.1");
    done(() -> broker.asAdmin("POST", "/kbs/v0/plugin/install", jar));
    plugins.deploy(PROBE, "1.0.2", "canary.jar");
    divide("{\"1.0.1\":95,\"1.0.2\":5}");
  }

  /** Gives versions shares of the plain name. */
  private void divide(String shares) throws Exception {
    done(() -> broker.asAdmin("PUT", "/kbs/v0/plugin/route/probe", shares));
  }

  /** Repeats an operation until what the drop folder does has ended. */
  private static void done(Callable<HttpResponse<String>> operation) {
    await().atMost(LIMIT).until(() -> operation.call().statusCode() == 200);
  }

  /** The versions that have a share of the plain name. */
  private List<String> sharing() throws IOException {
    return plugins.find("probe").stream()
        .filter(plugin -> plugin.members().get("weight") instanceof Number n && n.intValue() > 0)
        .map(plugin -> plugin.version())
        .toList();
  }

  /** The versions that the plain name leads to. */
  private List<String> promoted() throws IOException {
    return plugins.find("probe").stream()
        .filter(plugin -> Boolean.TRUE.equals(plugin.members().get("promoted")))
        .map(plugin -> plugin.version())
        .toList();
  }
}
