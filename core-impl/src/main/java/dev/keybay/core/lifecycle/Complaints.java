package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.leak.LeakWatch;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.plugins.PluginsSettings;
import dev.keybay.core.transaction.PluginProblems;
import dev.keybay.format.naming.PluginVersion;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What can be said against a version that was switched to. Thread-safe. */
record Complaints(Hosting hosting, PluginProblems problems, LeakWatch leaks) {

  /**
   * How things were when a version was switched to: what it did before then is no complaint.
   *
   * @param threads of the process
   * @param own threads of the version
   * @param requests that it had answered
   * @param failures of these
   */
  record Baseline(int threads, long own, long requests, long failures) {}

  Baseline baseline(PluginVersion version) {
    Optional<HostedPlugin> plugin = hosted(version);
    return new Baseline(
        threads(),
        leaks.threads(version),
        plugin.map(HostedPlugin::requests).orElse(0L),
        plugin.map(HostedPlugin::failures).orElse(0L));
  }

  /** The first that is found, in words for the operator; empty if it does well. */
  Optional<String> about(PluginVersion version, Baseline then, PluginsSettings settings) {
    return hosted(version)
        .flatMap(plugin -> failing(plugin, then, settings).or(() -> unwell(plugin)))
        .or(() -> fallen(version))
        .or(() -> leaking(version, then, settings.watchThreads()));
  }

  private Optional<HostedPlugin> hosted(PluginVersion version) {
    return hosting.hosted().stream().filter(plugin -> plugin.plugin().equals(version)).findFirst();
  }

  private static Optional<String> failing(
      HostedPlugin plugin, Baseline then, PluginsSettings settings) {
    // Of one that was started anew since, all count.
    boolean same = plugin.requests() >= then.requests();
    long requests = plugin.requests() - (same ? then.requests() : 0);
    long failures = plugin.failures() - (same ? then.failures() : 0);
    boolean enough = requests >= settings.watchRequests();
    return enough && failures * 100 >= requests * settings.watchFailurePercent()
        ? Optional.of(
            failures
                + " of its first "
                + requests
                + " requests failed after the switch; the log has them")
        : Optional.empty();
  }

  private static Optional<String> unwell(HostedPlugin plugin) {
    return plugin.state() == PluginState.DEGRADED
        ? Optional.of(plugin.problem().orElse("it is not healthy"))
        : Optional.empty();
  }

  /** It did not come up again when the broker did. */
  private Optional<String> fallen(PluginVersion version) {
    return problems
        .of(version)
        .filter(problem -> problem.state() == PluginState.FAILED)
        .map(PluginProblems.Problem::reason);
  }

  /** Whether it makes thread after thread; they are looked at only when there are many more. */
  private Optional<String> leaking(PluginVersion version, Baseline then, int more) {
    if (threads() - then.threads() < more) {
      return Optional.empty();
    }
    long own = leaks.threads(version);
    return own - then.own() < more
        ? Optional.empty()
        : Optional.of(
            "it leaks threads: "
                + then.own()
                + " of its own when it was switched to, "
                + own
                + " now");
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
