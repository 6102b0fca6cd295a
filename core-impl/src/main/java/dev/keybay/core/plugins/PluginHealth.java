package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.health.HealthCheck;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.routing.Deadlines;
import dev.keybay.core.routing.ParkingLot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The broker is not ready before the plugins that ship have been brought up. A plugin that fails
 * makes nothing unready: it is in {@code list}, and everybody else serves.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class PluginHealth implements HealthCheck {
  private final ShippedPlugins shipped;
  private final List<AutoCloseable> gauges = new ArrayList<>();

  @Activate
  public PluginHealth(
      @Reference ShippedPlugins shipped,
      @Reference Plugins plugins,
      @Reference Metrics metrics,
      @Reference ParkingLot parking,
      @Reference Deadlines deadlines,
      @Reference ActivationThreads threads) {
    this.shipped = shipped;
    gauges.add(
        metrics.gauge(
            "keybay_plugins", "Plugin versions by state", "state", () -> byState(plugins)));
    gauges.add(
        metrics.gauge("keybay_parked_requests", "Requests that wait for a plugin", parking::size));
    gauges.add(
        metrics.gauge(
            "keybay_stuck_threads",
            "Threads that plugins do not give back",
            () -> deadlines.stuck() + threads.stuck()));
  }

  @Deactivate
  void stop() throws Exception {
    for (AutoCloseable gauge : gauges) {
      gauge.close();
    }
  }

  @Override
  public String name() {
    return "shipped-plugins";
  }

  @Override
  public Concern concern() {
    return Concern.READINESS;
  }

  @Override
  public Optional<String> problem() {
    return shipped.settled()
        ? Optional.empty()
        : Optional.of("the plugins that ship are being started");
  }

  private static Map<String, Integer> byState(Plugins plugins) {
    Map<String, Integer> counts = new TreeMap<>();
    for (PluginState state : PluginState.values()) {
      counts.put(state.name().toLowerCase(Locale.ROOT), 0);
    }
    plugins
        .all()
        .forEach(
            entry -> counts.merge(entry.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
    return counts;
  }
}
