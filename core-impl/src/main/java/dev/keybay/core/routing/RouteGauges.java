package dev.keybay.core.routing;

import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Shows how many requests are inside each plugin version that is on the routes. */
@Component(
    service = {},
    immediate = true)
public final class RouteGauges {
  private final Routes routes;
  private final Meter inside;

  @Activate
  public RouteGauges(@Reference Routes routes, @Reference Metrics metrics) {
    this.routes = routes;
    inside =
        metrics.gauge(
            "keybay_plugin_requests_in_flight",
            "Requests inside a plugin version now",
            List.of("plugin", "version"),
            this::inFlight);
  }

  private Map<List<String>, Number> inFlight() {
    Map<List<String>, Number> counts = new HashMap<>();
    for (Target target : routes.targets()) {
      // A version has a target for each of its interfaces.
      counts.merge(
          List.of(target.plugin().name(), target.plugin().version()),
          target.inFlight(),
          (one, other) -> one.longValue() + other.longValue());
    }
    return counts;
  }

  @Deactivate
  void stop() {
    inside.close();
  }
}
