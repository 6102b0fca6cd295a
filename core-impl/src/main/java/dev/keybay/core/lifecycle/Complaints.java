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
   * How many threads there are.
   *
   * @param process of all
   * @param own of one version
   */
  record Threads(int process, long own) {}

  Threads threads(PluginVersion version) {
    return new Threads(all(), leaks.threads(version));
  }

  /**
   * The first that is found, in words for the operator; empty if it does well.
   *
   * @param then the threads when it was switched to
   */
  Optional<String> about(PluginVersion version, Threads then, PluginsSettings settings) {
    return hosting.hosted().stream()
        .filter(plugin -> plugin.plugin().equals(version))
        .flatMap(plugin -> failing(plugin, settings).or(() -> unwell(plugin)).stream())
        .findFirst()
        .or(() -> fallen(version))
        .or(() -> leaking(version, then, settings.watchThreads()));
  }

  private static Optional<String> failing(HostedPlugin plugin, PluginsSettings settings) {
    boolean enough = plugin.requests() >= settings.watchRequests();
    boolean failing = plugin.failures() * 100 >= plugin.requests() * settings.watchFailurePercent();
    return enough && failing
        ? Optional.of(
            plugin.failures()
                + " of its first "
                + plugin.requests()
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
  private Optional<String> leaking(PluginVersion version, Threads then, int more) {
    if (all() - then.process() < more) {
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

  private static int all() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
