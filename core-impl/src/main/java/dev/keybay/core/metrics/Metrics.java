package dev.keybay.core.metrics;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import dev.keybay.api.event.PluginStateChanged;
import dev.keybay.api.plugin.PluginState;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * What is counted and measured. The router tells of each request; other parts register suppliers
 * that are read at each scrape. Recording takes no lock and allocates nothing once a plugin version
 * has answered its first request; the registry with its classes comes with the first scrape, so
 * that it costs no time at start. Thread-safe.
 */
@Component(
    immediate = true,
    service = {Metrics.class, EventSink.class})
public final class Metrics implements EventSink {
  private final MetricFamilies families = new MetricFamilies();
  private final HttpMeters http = new HttpMeters(families);
  private final PluginMeters plugins = new PluginMeters(families);
  private final HandshakeMeters handshake = new HandshakeMeters(families);
  private final LabelledCounter transitions =
      new LabelledCounter(
          "keybay_plugin_transitions_total",
          "Plugin versions that came into a state",
          "state",
          PluginState.values().length);
  private final PrometheusPage page = new PrometheusPage(families);

  @Activate
  public Metrics(BundleContext context) {
    this(BuildInfo.of(context.getBundle()));
  }

  public Metrics(BuildInfo build) {
    families.add(
        BuildInfo.NAME, () -> Snapshots.info(BuildInfo.NAME, "What is running", build.labels()));
    families.add("keybay_plugin_transitions_total", transitions);
  }

  /** A request below {@code /kbs} came in. Each is followed by one {@link #requestFinished}. */
  public void requestStarted() {
    http.started();
  }

  /** A request below {@code /kbs} was answered or given up. */
  public void requestFinished(RequestOutcome outcome) {
    http.finished(outcome);
    if (!outcome.plugin().isEmpty()) {
      plugins.finished(outcome);
    }
  }

  /**
   * A POST to a route was answered; counts the steps of the handshake, {@code auth} and {@code
   * attest}, and no other.
   */
  public void handshakeAnswered(String route, int status) {
    handshake.answered(route, status);
  }

  /** A version has gone: its series are removed. They come back, from 0, if it does. */
  public void forget(String plugin, String version) {
    plugins.forget(plugin, version);
  }

  /** Verdicts on guests are counted; versions that serve no more are forgotten. */
  @Override
  public void accept(Event event) {
    handshake.accept(event);
    if (event instanceof PluginStateChanged change) {
      transitions.increment(change.state().name().toLowerCase(Locale.ROOT));
      switch (change.state()) {
        case REGISTERED, DISABLED, SUPERSEDED, FAILED -> forget(change.plugin(), change.version());
        default -> {
          // It may have requests to finish.
        }
      }
    }
  }

  /**
   * Shows a value that goes up and down. One of the same name is replaced.
   *
   * @param name {@code keybay_} or {@code kbs_} and lower-case words joined by {@code _}
   * @param value read at each scrape, on its thread; quick. If it throws, the value is not a number
   * @return takes it away again
   * @throws IllegalArgumentException if the name is not fit
   */
  public Meter gauge(String name, String description, Supplier<? extends Number> value) {
    return families.add(
        name,
        () -> Snapshots.gauge(name, description, Map.of(Labels.EMPTY, Supplied.number(value))));
  }

  /**
   * Shows a value for each value of one label; else as the other {@code gauge}.
   *
   * @param values from label value to number; the caller bounds their count
   */
  public Meter gauge(
      String name,
      String description,
      String label,
      Supplier<? extends Map<String, ? extends Number>> values) {
    return families.add(
        name, () -> Snapshots.gauge(name, description, Supplied.labelled(label, values)));
  }

  /**
   * Shows a value for each pair of values of two labels; else as the other {@code gauge}.
   *
   * @param labels two names
   * @param values from two label values to number; the caller bounds their count
   */
  public Meter gauge(
      String name,
      String description,
      List<String> labels,
      Supplier<? extends Map<List<String>, ? extends Number>> values) {
    return families.add(
        name, () -> Snapshots.gauge(name, description, Supplied.labelled(labels, values)));
  }

  /** Shows a count that only grows, for example {@code LongAdder::sum}; else as a gauge. */
  public Meter counter(String name, String description, LongSupplier count) {
    return families.add(
        name,
        () ->
            Snapshots.counter(
                name, description, Map.of(Labels.EMPTY, Supplied.number(count::getAsLong))));
  }

  /** For families of this package. */
  Meter add(String name, MetricFamily family) {
    return families.add(name, family);
  }

  /**
   * Writes all metrics.
   *
   * @param accept the caller's {@code Accept} header, or the empty string
   * @param out is given the content type, opens the answer, and is closed
   */
  void write(String accept, Output out) throws IOException {
    page.write(accept, out);
  }

  @Deactivate
  void stop() {
    page.close();
  }

  /** Opens the answer once its content type is known. */
  @FunctionalInterface
  interface Output {
    OutputStream open(String contentType) throws IOException;
  }
}
