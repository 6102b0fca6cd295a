package dev.keybay.core.transaction;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.journal.Operation;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.pluginkey.PluginKeys;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.plugins.Plugins;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The one way in which anything changes: the registry after is computed, what it wants to run is
 * started beside what runs, the registry is committed, the routes are switched, and what shall not
 * run any more is drained and stopped. Until the commit everything can be undone, and what served
 * has never stopped serving; after it nothing can fail.
 *
 * <p>The framework is brought to the registry at each start, so a crash leaves the one registry or
 * the other, and never anything between.
 */
@Component(service = Transaction.class)
public final class Transaction {
  private final RegistryStore registry;
  private final KeptJars jars;
  private final Hosting hosting;
  private final RouteChoices routes;
  private final PluginProblems problems;
  private final PluginKeys keys;
  private final Plugins plugins;
  private final Retirement retirement;

  @Activate
  public Transaction(
      @Reference RegistryStore registry,
      @Reference KeptJars jars,
      @Reference Hosting hosting,
      @Reference RouteChoices routes,
      @Reference PluginProblems problems,
      @Reference PluginKeys keys,
      @Reference Plugins plugins,
      @Reference Retirement retirement) {
    this.keys = keys;
    this.retirement = retirement;
    this.plugins = plugins;
    this.registry = registry;
    this.jars = jars;
    this.hosting = hosting;
    this.routes = routes;
    this.problems = problems;
  }

  /**
   * Makes a change of one plugin. The caller holds the plugin's name.
   *
   * @param name the plugin's
   * @param asked whether a version is to run that should have run before and does not: it fails,
   *     and what is not asked for must not hinder what is
   * @param change gives the registry after; asked again at the commit, when other plugins may have
   *     changed
   * @return the versions that were stopped over requests that took too long, and over how many
   * @throws KbsException {@code UNPROCESSABLE} if a version does not come up, with the reason;
   *     everything is as it was
   */
  public SortedMap<PluginVersion, Long> apply(
      Operation operation,
      String name,
      Predicate<PluginVersion> asked,
      UnaryOperator<Registry> change) {
    Registry before = registry.current();
    Registry after = change.apply(before);
    boolean fresh = before.exposure(name).isEmpty();
    List<Release> started = new ArrayList<>();
    Runnable undo = () -> {};
    if (fresh) {
      routes.hold(name);
    }
    try {
      SortedMap<PluginVersion, String> held = Relations.held(after);
      for (PluginVersion version : versions(after, name)) {
        Release release = Order.known(after, version);
        if (held.containsKey(version)) {
          problems.hold(version, held.get(version));
        } else if (RegistryDiff.replaces(before, release)
            || (!hosting.runs(version)
                && (asked.test(version) || !before.running().contains(version)))) {
          operation.starts(version);
          started.add(release);
          keys.scope(after, version);
          start(before, release);
          operation.passes("probe");
          probe(version);
        }
      }
      operation.step("commit");
      if (operation.kind() == PluginOperation.KEY_ROTATE) {
        undo = keys.rotate(name);
      }
      registry.commit(
          now -> withKeys(change.apply(now)),
          "plugin." + operation.kind().word(),
          operation.target(),
          operation.outcome(),
          operation::committed);
    } catch (RuntimeException e) {
      undo.run();
      started.forEach(release -> hosting.stop(release.plugin(), release.digest()));
      throw e;
    } finally {
      if (fresh) {
        routes.unhold(name);
      }
    }
    grant();
    operation.passes("switch");
    routes.follow();
    operation.passes(OperationLog.COMMITTED);
    return retirement.retire(name, before);
  }

  /** Brings what plugins may do to what the registry says. */
  private void grant() {
    Registry now = registry.current();
    plugins.ships(now.builtin());
    now.running().forEach(version -> keys.scope(now, version));
  }

  private Registry withKeys(Registry registry) {
    return registry.withKeys(keys.hashes(registry.running()));
  }

  /** Writes down the keys of what was started or stopped outside of an operation. */
  void recordKeys() {
    if (!withKeys(registry.current()).equals(registry.current())) {
      registry.commit(this::withKeys, "plugin.key-issue", "what runs", "done", connection -> {});
    }
  }

  /** Stops what must not run for now. */
  void hold(PluginVersion version, String reason) {
    problems.hold(version, reason);
    long unused = retirement.retire(version);
  }

  /** Starts what shall run and does not; a problem is noted and hinders nobody else. */
  void restore(Release release) {
    if (hosting.runs(release.plugin())) {
      return;
    }
    @Nullable String held = Relations.held(registry.current()).get(release.plugin());
    if (held != null) {
      problems.hold(release.plugin(), held);
      return;
    }
    keys.scope(registry.current(), release.plugin());
    try {
      Path jar = jars.fit(registry.current(), release);
      Hosting.Start start = hosting.start(release.plugin(), jar, release.digest());
      PluginState state = start.unfit() ? PluginState.QUARANTINED : PluginState.FAILED;
      start
          .problem()
          .ifPresentOrElse(
              reason -> problems.note(release.plugin(), state, reason),
              () -> problems.clear(release.plugin()));
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      problems.note(release.plugin(), PluginState.QUARANTINED, reason);
    }
  }

  /** A version that is not well gets no request. */
  private void probe(PluginVersion version) {
    Optional<String> problem = hosting.awaitHealth(version);
    if (problem.isPresent()) {
      hosting.collectEvidence(version);
      throw new KbsException(ErrorCode.UNPROCESSABLE, version + " cannot serve: " + problem.get());
    }
  }

  private void start(Registry before, Release release) {
    hosting.forgetEvidence(release.plugin());
    Optional<String> problem;
    try {
      Path jar = jars.fit(before, release);
      problem = hosting.start(release.plugin(), jar, release.digest()).problem();
    } catch (IOException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    if (problem.isPresent()) {
      throw new KbsException(
          ErrorCode.UNPROCESSABLE, release.plugin() + " cannot serve: " + problem.get());
    }
    problems.clear(release.plugin());
  }

  private static Set<PluginVersion> versions(Registry registry, String name) {
    Set<PluginVersion> running = new HashSet<>(registry.running());
    running.removeIf(version -> !version.name().equals(name));
    return running;
  }
}
