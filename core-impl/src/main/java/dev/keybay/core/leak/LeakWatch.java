package dev.keybay.core.leak;

import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.plugins.PluginLocation;
import dev.keybay.format.naming.PluginVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether versions that were taken out go from memory. Each is known by a weak reference to
 * its class loader. Mostly the collections that happen anyway clear it. One that stays longer than
 * the settings allow gets a {@link Nudge}; if it outlives that, it leaks, and the log says so once,
 * with what holds it. One that goes after all is struck off. Thread-safe.
 */
@Component(service = LeakWatch.class, immediate = true, configurationPid = LeakSettings.PID)
@Designate(ocd = LeakSettings.class)
public final class LeakWatch {
  private static final Logger log = LoggerFactory.getLogger(LeakWatch.class);
  private static final long LOOK_MILLIS = 500;

  private final BundleContext context;
  private final SynchronousBundleListener listener = this::changed;
  private final Map<Long, Footprint> stopped = new ConcurrentHashMap<>();
  private final Map<Footprint, Long> suspects = new ConcurrentHashMap<>();
  private final Map<Footprint, String> leaked = new ConcurrentHashMap<>();
  private final Nudge nudge = new Nudge();
  private final Meter gauge;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-leak-watch");
            worker.setDaemon(true);
            return worker;
          });
  private volatile LeakSettings settings;

  @Activate
  public LeakWatch(BundleContext context, LeakSettings settings, @Reference Metrics metrics) {
    this.context = context;
    this.settings = settings;
    gauge =
        metrics.gauge(
            "keybay_plugin_leaked_class_loaders",
            "Class loaders of plugin versions that were taken out and are held in memory",
            leaked::size);
    context.addBundleListener(listener);
    var unused =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Modified
  void configure(LeakSettings changed) {
    settings = changed;
  }

  @Deactivate
  void stop() {
    context.removeBundleListener(listener);
    thread.shutdownNow();
    gauge.close();
  }

  /** What holds an earlier instance of a version in memory, in words; empty if nothing is known. */
  public Optional<String> leak(PluginVersion plugin) {
    return leaked.entrySet().stream()
        .filter(each -> each.getKey().plugin().equals(plugin))
        .map(Map.Entry::getValue)
        .distinct()
        .reduce((one, other) -> one + "; " + other);
  }

  /** Versions of a plugin that leak, and what holds each. */
  public Map<PluginVersion, String> leaks(String name) {
    Map<PluginVersion, String> leaks = new java.util.TreeMap<>();
    leaked.forEach(
        (footprint, reason) -> {
          if (footprint.plugin().name().equals(name)) {
            leaks.put(footprint.plugin(), reason);
          }
        });
    return leaks;
  }

  /** How many threads of its own a version has that runs. Stops all threads for a moment. */
  public long threads(PluginVersion plugin) {
    for (Bundle bundle : context.getBundles()) {
      if (PluginLocation.versionAt(bundle.getLocation()).filter(plugin::equals).isPresent()) {
        return Footprint.of(plugin, bundle).map(PluginThreads::count).orElse(0L);
      }
    }
    return 0;
  }

  private void changed(BundleEvent event) {
    Bundle bundle = event.getBundle();
    Optional<PluginVersion> plugin = PluginLocation.versionAt(bundle.getLocation());
    if (plugin.isEmpty() || settings.seconds() == 0) {
      return;
    }
    if (event.getType() == BundleEvent.STOPPING) {
      Footprint.of(plugin.get(), bundle).ifPresent(each -> stopped.put(bundle.getBundleId(), each));
    } else if (event.getType() == BundleEvent.UNINSTALLED) {
      Footprint footprint = stopped.remove(bundle.getBundleId());
      if (footprint != null) {
        suspects.put(footprint, System.nanoTime());
      }
    }
  }

  private void look() {
    try {
      suspects.keySet().removeIf(Footprint::isGone);
      leaked.keySet().removeIf(Footprint::isGone);
      long patience = TimeUnit.SECONDS.toNanos(settings.seconds());
      long now = System.nanoTime();
      List<Footprint> due =
          suspects.entrySet().stream()
              .filter(each -> now - each.getValue() > patience)
              .map(Map.Entry::getKey)
              .toList();
      boolean quiet = suspects.size() == due.size();
      if (!due.isEmpty() && nudge.collect(settings.seconds(), quiet)) {
        due.stream().filter(each -> !each.isGone()).forEach(this::judge);
        due.forEach(suspects::remove);
      }
    } catch (RuntimeException e) {
      log.error("leaks could not be looked for", e); // were it thrown on, nobody would look again
    }
  }

  private void judge(Footprint footprint) {
    List<String> holders = Holders.of(footprint);
    String reason =
        holders.isEmpty()
            ? "its class loader is held by something that cannot be seen from here, a static of"
                + " another class for example"
            : String.join("; ", holders);
    if (!footprint.isGone()) {
      leaked.put(footprint, reason);
      log.atError()
          .addKeyValue("plugin", footprint.plugin().name())
          .addKeyValue("version", footprint.plugin().version())
          .addKeyValue("reason", reason)
          .log("a plugin leaks: a version that was taken out is held in memory");
    }
  }
}
