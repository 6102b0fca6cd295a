package dev.keybay.core.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page that Prometheus reads: the host's families and the JVM's, through Micrometer's registry.
 * The registry is made by the first scrape (it takes some 100 ms of a cold start), which is also
 * when the pauses of the garbage collector begin to be counted.
 */
final class PrometheusPage {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MetricFamilies families;

  /** Guarded by this; null before the first scrape and after the end. */
  private @Nullable PrometheusMeterRegistry registry;

  /** Guarded by this. */
  private @Nullable JvmGcMetrics garbageCollection;

  PrometheusPage(MetricFamilies families) {
    this.families = families;
  }

  void write(String accept, Metrics.Output out) throws IOException {
    String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    PrometheusMeterRegistry ready = registry();
    try (OutputStream stream = out.open(type)) {
      ready.scrape(stream, type);
    }
  }

  private synchronized PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry present = registry;
    if (present != null) {
      return present;
    }
    PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    made.getPrometheusRegistry().register(families);
    new JvmMemoryMetrics().bindTo(made);
    new JvmThreadMetrics().bindTo(made);
    new ClassLoaderMetrics().bindTo(made);
    JvmGcMetrics collector = new JvmGcMetrics();
    collector.bindTo(made);
    garbageCollection = collector;
    registry = made;
    return made;
  }

  synchronized void close() {
    if (garbageCollection != null) {
      garbageCollection.close();
      garbageCollection = null;
    }
    if (registry != null) {
      registry.close();
      registry = null;
    }
  }
}
