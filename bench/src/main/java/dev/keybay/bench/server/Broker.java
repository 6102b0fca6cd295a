package dev.keybay.bench.server;

import dev.keybay.client.AdminClient;
import dev.keybay.client.BearerToken;
import dev.keybay.client.KbsCall;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.demo.BrokerProcess;
import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.client.demo.PluginSwapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The distribution as a child process, ready, with a secret that sample guests may read. */
public record Broker(
    Path home, BrokerProcess process, String url, KbsConnection connection, AdminClient admin)
    implements AutoCloseable {
  /** What guests read. */
  public static final ResourcePath SECRET = ResourcePath.parse("bench/secret/value");

  /** The value of {@link #SECRET}. */
  public static final String VALUE = "Only an attested guest reads this.\n";

  /** Lets sample guests read what the benchmark has written. */
  public static final String POLICY =
      """
      package policy

      default allow = false

      allow if {
        data.plugin == "resource"
        data["resource-path"][0] == "bench"
        input.submods.cpu0["ear.veraison.annotated-evidence"].sample
      }
      """;

  /** All the load comes from one address, which has a limit. */
  private static final List<String> UNLIMITED =
      List.of("ratelimit.handshakesPerMinute=0", "ratelimit.handshakesPerMinuteOfAll=0");

  /**
   * Starts one in a folder, new or used before, and waits until it serves.
   *
   * @param settings {@code key=value}
   */
  public static Broker launch(Path home, Path scratch, String... settings) throws IOException {
    String[] options =
        Stream.concat(UNLIMITED.stream(), Arrays.stream(settings))
            .flatMap(setting -> Stream.of("--set", setting))
            .toArray(String[]::new);
    BrokerProcess process = BrokerProcess.launch(home, scratch, options);
    String url = process.url();
    KbsConnection connection = KbsConnection.to(url);
    BearerToken token = BearerToken.from(process.data().resolve("admin").resolve("token"));
    return new Broker(home, process, url, connection, new AdminClient(connection, token));
  }

  /** Stores the secret and the policy. */
  public Broker withSecret() {
    admin.setResource(SECRET, VALUE.getBytes(StandardCharsets.UTF_8));
    admin.setResourcePolicy(POLICY);
    return this;
  }

  /** Drops the plugin of {@link FloorBundle} and waits until it serves. */
  public Broker withFloor() throws IOException {
    Path half = process.data().resolveSibling("floor.part");
    FloorBundle.writePlugin(half);
    PluginSwapper swapper = new PluginSwapper(admin, "floor", half, process);
    Files.copy(half, half.resolveSibling("floor.jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(
        half.resolveSibling("floor.jar"),
        process.deploy().resolve("floor.jar"),
        StandardCopyOption.ATOMIC_MOVE);
    swapper.awaitServing("1.0.0");
    return this;
  }

  /** Updates a plugin by the manager, and waits until the operation is done. */
  public void update(byte[] jar) {
    KbsCall call = KbsCall.of("POST", "plugin/update").withBody("application/java-archive", jar);
    var unused = admin.pluginOperation(call, "updating the plugin");
  }

  /** What other versions of the plugin {@code resource} are made from. */
  public PluginRepacker repacker() throws IOException {
    return new PluginRepacker(PluginSwapper.jarOf(home, "resource"));
  }

  @Override
  public void close() {
    process.close();
  }
}
