package dev.keybay.client.demo;

import dev.keybay.client.AdminClient;
import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Replaces a plugin by dropping a jar, and waits until the new version serves. */
public final class PluginSwapper {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  private final AdminClient admin;
  private final String plugin;
  private final PluginRepacker repacker;
  private final Path scratch;
  private final Path dropped;

  /**
   * A swapper.
   *
   * @param jar the version to make the others from
   * @param broker whose drop folder gets {@code <plugin>.jar}
   */
  public PluginSwapper(AdminClient admin, String plugin, Path jar, BrokerProcess broker) {
    this.admin = admin;
    this.plugin = plugin;
    this.repacker = new PluginRepacker(jar);
    this.dropped = broker.deploy().resolve(plugin + ".jar");
    this.scratch = broker.data().resolveSibling(plugin + ".jar.part");
  }

  /**
   * The jar of a plugin of the distribution.
   *
   * @throws CommandFailure if there is not exactly one
   */
  public static Path jarOf(Path home, String plugin) throws IOException {
    try (var jars =
        Files.newDirectoryStream(home.resolve("plugins"), "plugin-" + plugin + "-*.jar")) {
      var found = jars.iterator();
      if (found.hasNext()) {
        Path jar = found.next();
        if (!found.hasNext()) {
          return jar;
        }
      }
      throw new CommandFailure(
          "expected one plugin-" + plugin + "-*.jar in " + home.resolve("plugins"));
    }
  }

  /** The version that the others are made from. */
  public String baseVersion() throws IOException {
    return repacker.version();
  }

  /**
   * Drops a version, by an atomic rename, and waits until the broker's list says that it serves.
   *
   * @throws CommandFailure if it does not within 60 s
   */
  public void swapTo(String version) throws IOException {
    Files.write(scratch, repacker.repack(version));
    Files.move(scratch, dropped, StandardCopyOption.ATOMIC_MOVE);
    awaitServing(version);
  }

  /** Waits until a version serves. */
  public void awaitServing(String version) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isServing(version)) {
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure(
            plugin + " " + version + " did not serve within " + LIMIT.toSeconds() + " s" + why());
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("interrupted while waiting for " + plugin + " " + version, e);
      }
    }
  }

  private boolean isServing(String version) {
    return admin.pluginList().stream()
        .anyMatch(
            listed ->
                listed.name().equals(plugin)
                    && listed.version().equals(version)
                    && listed.isServing());
  }

  /** What the broker has written beside a jar that it could not take. */
  private String why() throws IOException {
    Path error = dropped.resolveSibling(dropped.getFileName() + ".error");
    return Files.exists(error) ? ": " + Files.readString(error).strip() : "";
  }
}
