package dev.keybay.core.lifecycle;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.leak.LeakWatch;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.plugins.PluginsSettings;
import dev.keybay.core.registry.Consent;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.transaction.PluginProblems;
import dev.keybay.format.naming.PluginVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a version for a while after guests were switched to it, or a share of them. If too many
 * of its requests fail, they go back to the version before, and the list and the journal say why. A
 * switch back is not watched: two bad versions must not take turns.
 */
@Component(service = SwitchWatch.class, immediate = true, configurationPid = PluginsSettings.PID)
@Designate(ocd = PluginsSettings.class)
public final class SwitchWatch {
  private static final Logger log = LoggerFactory.getLogger(SwitchWatch.class);
  private static final long LOOK_MILLIS = 250;

  /** More operations than fit into a watch window. */
  private static final int EARLIER = 500;

  private final OperationRunner operations;
  private final Hosting hosting;
  private final PluginProblems problems;
  private final Complaints complaints;
  private final RegistryStore registry;
  private final Map<PluginVersion, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(SwitchWatch::thread);

  /** Going back waits for its turn and for requests; the others are looked at meanwhile. */
  private final ExecutorService back = Executors.newCachedThreadPool(SwitchWatch::thread);

  private volatile PluginsSettings settings;

  /**
   * A switch that is looked at.
   *
   * @param then how things were
   */
  private record Watched(Switched switched, long startNanos, Complaints.Baseline then) {}

  private final Clock clock;

  @Activate
  public SwitchWatch(
      PluginsSettings settings,
      @Reference Clock clock,
      @Reference OperationRunner operations,
      @Reference Hosting hosting,
      @Reference PluginProblems problems,
      @Reference LeakWatch leaks,
      @Reference RegistryStore registry,
      @Reference OperationLog journal) {
    this.settings = settings;
    this.clock = clock;
    this.operations = operations;
    this.hosting = hosting;
    this.problems = problems;
    this.registry = registry;
    this.complaints = new Complaints(hosting, problems, leaks);
    resume(registry.current(), journal);
    operations.onSwitched(this::begin);
    var unused =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Modified
  void configure(PluginsSettings changed) {
    settings = changed;
  }

  @Deactivate
  void stop() {
    thread.shutdownNow();
    back.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread worker = new Thread(work, "keybay-switch-watch");
    worker.setDaemon(true);
    return worker;
  }

  /** Goes on where the broker before this one stopped looking. */
  private void resume(Registry now, OperationLog journal) {
    Instant start = clock.instant();
    for (EarlierSwitches.Earlier earlier : EarlierSwitches.in(journal, EARLIER, now, start).all()) {
      Duration ago = Duration.between(earlier.at(), start);
      if (ago.compareTo(window()) < 0) {
        watched.put(earlier.switched().after(), watched(earlier.switched(), ago));
      }
    }
  }

  private void begin(Switched switched) {
    Registry now = registry.current();
    watched.keySet().removeIf(version -> !now.isRunning(version));
    if (switched.kind() == PluginOperation.ROLLBACK) {
      watched.remove(switched.after());
    } else {
      problems.clear(switched.after());
      watched.put(switched.after(), watched(switched, Duration.ZERO));
    }
  }

  private Watched watched(Switched switched, Duration ago) {
    return new Watched(
        switched, System.nanoTime() - ago.toNanos(), complaints.baseline(switched.after()));
  }

  private Duration window() {
    return Duration.ofSeconds(settings.watchSeconds());
  }

  private void look() {
    try {
      long window = window().toNanos();
      watched.values().removeIf(each -> System.nanoTime() - each.startNanos() > window);
      for (Watched each : List.copyOf(watched.values())) {
        Optional<String> reason = complaints.about(each.switched().after(), each.then(), settings);
        if (reason.isPresent() && watched.remove(each.switched().after(), each)) {
          back.execute(() -> switchBack(each.switched(), reason.get()));
        }
      }
    } catch (RuntimeException e) {
      log.error("a switch could not be watched", e); // were it thrown on, nobody would look again
    }
  }

  private void switchBack(Switched switched, String reason) {
    PluginVersion bad = switched.after();
    hosting.collectEvidence(bad);
    log.atError()
        .addKeyValue("plugin", bad)
        .addKeyValue("back", switched.before())
        .addKeyValue("reason", reason)
        .log("a new version fails: the version before it takes over again");
    try {
      var unused =
          operations.runWhenFree(
              PluginOperation.ROLLBACK,
              switched.stream().toString(),
              new RequestedChange(bad.name(), switched.back())
                  // What it may do was agreed to when it served, a moment ago.
                  .under(Consent.all("host", clock.instant()), true),
              Deed.takingBack(bad, reason));
      problems.note(bad, PluginState.FAILED, reason);
    } catch (KbsException e) {
      problems.note(bad, PluginState.FAILED, reason + "; no way back: " + e.publicMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("a version that fails could not be switched back", e);
    }
  }
}
