package dev.keybay.core.intake;

import dev.keybay.core.health.HealthCheck;
import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.plugins.ActivationThreads;
import dev.keybay.core.routing.Deadlines;
import dev.keybay.core.routing.ParkingLot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final StartUp start;
  private final List<Meter> gauges = new ArrayList<>();

  @Activate
  public PluginHealth(
      @Reference StartUp start,
      @Reference Metrics metrics,
      @Reference ParkingLot parking,
      @Reference Deadlines deadlines,
      @Reference ActivationThreads threads) {
    this.start = start;
    gauges.add(
        metrics.gauge("keybay_parked_requests", "Requests that wait for a plugin", parking::size));
    gauges.add(
        metrics.gauge(
            "keybay_stuck_threads",
            "Threads that plugins do not give back",
            () -> deadlines.stuck() + threads.stuck()));
  }

  @Deactivate
  void stop() {
    gauges.forEach(Meter::close);
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
    return start.settled()
        ? Optional.empty()
        : Optional.of("the plugins that ship are being started");
  }
}
