package dev.keybay.client.demo;

import dev.keybay.client.AdminClient;
import dev.keybay.client.BearerToken;
import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.cli.CommandFailure;
import dev.keybay.client.load.LoadGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** The acts of the demonstration, on a broker that is ready. */
final class Demo {

  static final ResourcePath SECRET = ResourcePath.parse("demo/secret/greeting");

  private static final byte[] VALUE =
      "Only an attested guest reads this.\n".getBytes(StandardCharsets.UTF_8);

  /** Lets sample guests, whose evidence proves nothing, read the demonstration's own folder. */
  private static final String POLICY =
      """
      package policy

      default allow = false

      allow if {
        data.plugin == "resource"
        data["resource-path"][0] == "demo"
        input.submods.cpu0["ear.veraison.annotated-evidence"].sample
      }
      """;

  private static final int CLIENTS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final BrokerProcess broker;
  private final KbsConnection connection;
  private final AdminClient admin;
  private final PrintStream progress;

  Demo(BrokerProcess broker, PrintStream progress) {
    this.broker = broker;
    this.connection = KbsConnection.to(broker.url());
    this.admin =
        new AdminClient(
            connection, BearerToken.from(broker.data().resolve("admin").resolve("token")));
    this.progress = progress;
  }

  /** A secret goes in, and comes back out to an attested guest alone. */
  void secretToGuest() {
    progress.println(
        "Setting the secret " + SECRET + " and a policy that lets sample guests read it");
    admin.setResource(SECRET, VALUE);
    admin.setResourcePolicy(POLICY);
    progress.println("Attesting as a sample guest and reading it back");
    KbsClient guest =
        KbsClient.attesting(
            connection, TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    if (!Arrays.equals(guest.getResource(SECRET), VALUE)) {
      throw new CommandFailure("the guest has read something else than was set");
    }
  }

  /** New versions of the resource plugin take over while guests read through it. */
  DemoReport swaps(Path home, int swaps) throws IOException {
    PluginSwapper swapper =
        new PluginSwapper(admin, "resource", PluginSwapper.jarOf(home, "resource"), broker);
    String first = swapper.baseVersion();
    progress.println(CLIENTS + " guests attest and read as fast as they can");
    try (LoadGenerator load =
        LoadGenerator.start(
            CLIENTS, DemoReport.QUIET, index -> new GuestExchange(connection, SECRET))) {
      pause(WARM_UP);
      for (int i = 1; i <= swaps; i++) {
        String version = PluginRepacker.raise(first, i);
        load.phase(DemoReport.SWAP);
        swapper.swapTo(version);
        load.phase(DemoReport.QUIET);
        progress.println("  " + i + "/" + swaps + ": resource " + version + " serves");
        pause(BETWEEN);
      }
      return new DemoReport(load.stop(), swaps, first, PluginRepacker.raise(first, swaps));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
