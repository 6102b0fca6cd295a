package dev.keybay.core.plugins;

import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.PluginStateChanged;
import dev.keybay.api.plugin.PluginState;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks plugins whether they are well: a new version until it is, before it gets any request; one
 * that serves at the interval of its descriptor. One that is unwell too often in a row is degraded
 * until it is well again; it goes on serving. Thread-safe.
 */
@Component(service = HealthWatch.class, immediate = true)
public final class HealthWatch {
  private static final Logger log = LoggerFactory.getLogger(HealthWatch.class);
  private static final long LOOK_MILLIS = 200;

  private final Plugins plugins;
  private final Probes probes;
  private final GrantedTimes times;
  private final EventNotifier events;
  private final Conditions conditions = new Conditions(System::nanoTime);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-health-watch");
            worker.setDaemon(true);
            return worker;
          });

  @Activate
  public HealthWatch(
      @Reference Plugins plugins,
      @Reference Probes probes,
      @Reference GrantedTimes times,
      @Reference EventNotifier events) {
    this.plugins = plugins;
    this.probes = probes;
    this.times = times;
    this.events = events;
    var unused =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void stop() {
    thread.shutdownNow();
  }

  /** Asks until it is well or its time is over; what is wrong then. */
  Optional<String> await(PluginEntry entry) {
    long deadline = System.nanoTime() + times.start(entry).toNanos();
    Optional<String> problem = probes.ask(entry);
    try {
      while (problem.isPresent() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        problem = probes.ask(entry);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return problem.map(words -> "it is not healthy: " + words);
  }

  /** Why a plugin that serves is degraded, if it is. */
  Optional<String> problem(PluginEntry entry) {
    return conditions.problem(entry).map(words -> "it is not healthy: " + words);
  }

  private void look() {
    try {
      conditions.retain(
          plugins.all().stream()
              .map(each -> each.bundle().getBundleId())
              .collect(Collectors.toSet()));
      for (PluginEntry entry : plugins.all()) {
        if (entry.state() == PluginState.SERVING
            && probes.watched(entry)
            && conditions.due(entry)) {
          probes.askLater(entry, problem -> note(entry, problem));
        }
      }
    } catch (RuntimeException e) {
      // Bundles come and go while it looks; the next look finds them settled.
      log.atDebug().setCause(e).log("looked amiss");
    }
  }

  private void note(PluginEntry entry, Optional<String> problem) {
    boolean was = problem(entry).isPresent();
    conditions.note(entry, problem);
    Optional<String> is = problem(entry);
    if (was != is.isPresent()) {
      events.publish(
          new PluginStateChanged(
              entry.plugin().name(),
              entry.plugin().version(),
              is.isPresent() ? PluginState.DEGRADED : PluginState.SERVING,
              is.orElse("")));
    }
  }
}
