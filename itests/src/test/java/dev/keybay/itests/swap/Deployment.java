package dev.keybay.itests.swap;

import static org.awaitility.Awaitility.await;

import dev.keybay.client.ListedPlugin;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator does with plugins, and waiting for what comes of it. */
record Deployment(Broker broker) {
  private static final Set<String> RESTING = Set.of("REGISTERED", "SUPERSEDED", "DISABLED");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern ID = Pattern.compile("(?i)bundle id: *(\\d+)");

  /** Drops a version and waits until it serves. */
  void deploy(TestPlugin plugin, String version, String file) throws IOException {
    broker.drop(plugin.jar(version), file);
    awaitState(plugin.name(), version, "SERVING");
  }

  void awaitState(String name, String version, String state) {
    await(name + " " + version + " is " + state)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                find(name).stream()
                    .anyMatch(
                        plugin ->
                            plugin.version().equals(version) && plugin.state().equals(state)));
  }

  /** Until it does not run any more; it may be kept. */
  void awaitGone(String name, String version) {
    await(name + " " + version + " is gone")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                find(name).stream()
                    .filter(plugin -> plugin.version().equals(version))
                    .allMatch(plugin -> RESTING.contains(plugin.state())));
  }

  List<ListedPlugin> find(String name) throws IOException {
    return broker.admin().pluginList().stream()
        .filter(plugin -> plugin.name().equals(name))
        .toList();
  }

  /** Drops a file that cannot be taken; what the list says about it. */
  String refused(byte[] jar, String file) throws IOException {
    broker.drop(jar, file);
    return awaitRefusal(file);
  }

  /** Waits until the broker says why it does not take a file of the folder. */
  String awaitRefusal(String file) throws IOException {
    Path report = broker.deploy().resolve(file + ".error");
    await("a report on " + file)
        .atMost(LIMIT)
        .until(() -> Files.exists(report) && Files.size(report) > 0 && !find(file).isEmpty());
    return find(file).get(0).members().toString();
  }

  /** Installs and starts a jar by the shell, round the plugin manager; the bundle's id. */
  String install(Path jar) throws IOException, InterruptedException {
    String said = broker.shell("felix:install " + jar.toUri());
    Matcher id = ID.matcher(said);
    if (!id.find()) {
      throw new IOException("install said: " + said);
    }
    broker.shell("felix:start " + id.group(1));
    return id.group(1);
  }

  /** The id of the bundle that the manager made of a version. */
  String bundle(String name, String version) throws IOException, InterruptedException {
    Pattern line = Pattern.compile("(?m)^\\s*(\\d+)\\|.*keybay:" + name + "-.*/" + version + "/");
    Matcher id = line.matcher(broker.shell("felix:lb -l"));
    if (!id.find()) {
      throw new IOException("there is no bundle of " + name + " " + version);
    }
    return id.group(1);
  }
}
