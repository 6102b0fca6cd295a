package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests by plugin and version. The series of a version appear with its first request and go when
 * the version does, so that their number follows what is installed and not what ever was.
 */
final class PluginMeters {
  /** Versions of all plugins together; more are counted as {@code other}. */
  static final int MAX_VERSIONS = 4_000;

  private static final String REQUESTS = "keybay_plugin_requests_total";
  private static final String DURATION = "keybay_plugin_request_duration_seconds";
  private static final double[] SECONDS = {0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5};

  /** As Trustee counts its external plugins: what is no plugin there is one here. */
  private static final String TRUSTEE = "kbs_plugin_";

  private static final double[] TRUSTEE_SECONDS = {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1};

  private static final class Series {
    final LongAdder errors = new LongAdder();
    final Histogram duration = new Histogram(Histogram.NANOS_PER_SECOND, SECONDS);
    final Map<String, StatusCounts> versions = new ConcurrentHashMap<>();
  }

  private final Map<String, Series> plugins = new ConcurrentHashMap<>();

  PluginMeters(MetricFamilies families) {
    families.add(REQUESTS, this::requests);
    families.add(DURATION, () -> durations(DURATION, "plugin", SECONDS));
    families.add(
        TRUSTEE + "requests_total",
        () -> counts("requests_total", "Requests to plugins", series -> series.duration.count()));
    families.add(
        TRUSTEE + "errors_total",
        () -> counts("errors_total", "Those not answered by 2xx", series -> series.errors.sum()));
    String duration = TRUSTEE + "request_duration_seconds";
    families.add(duration, () -> durations(duration, "plugin_name", TRUSTEE_SECONDS));
  }

  void finished(RequestOutcome outcome) {
    Series series = plugins.get(outcome.plugin());
    StatusCounts counts = series == null ? null : series.versions.get(outcome.version());
    if (series == null || counts == null) {
      register(outcome);
      return;
    }
    record(series, outcome);
    counts.increment(outcome.status());
  }

  private static void record(Series series, RequestOutcome outcome) {
    series.duration.record(outcome.nanos());
    if (outcome.status() / 100 != 2) {
      series.errors.increment();
    }
  }

  private void register(RequestOutcome outcome) {
    boolean fits = versions() < MAX_VERSIONS;
    String name = fits ? outcome.plugin() : LabelledCounter.OTHER;
    String version = fits ? outcome.version() : LabelledCounter.OTHER;
    // Counted inside, so that a version forgotten meanwhile is not counted in a lost series.
    plugins.compute(
        name,
        (plugin, present) -> {
          Series series = present == null ? new Series() : present;
          record(series, outcome);
          series
              .versions
              .computeIfAbsent(version, absent -> new StatusCounts())
              .increment(outcome.status());
          return series;
        });
  }

  /** Removes the series of a version, and with the last version those of the plugin. */
  void forget(String plugin, String version) {
    plugins.computeIfPresent(plugin, (name, series) -> without(series, version));
  }

  private static @Nullable Series without(Series series, String version) {
    series.versions.remove(version);
    return series.versions.isEmpty() ? null : series;
  }

  private int versions() {
    return plugins.values().stream().mapToInt(series -> series.versions.size()).sum();
  }

  private MetricSnapshot requests() {
    Map<Labels, Number> values = new HashMap<>();
    plugins.forEach(
        (plugin, series) ->
            series.versions.forEach(
                (version, counts) ->
                    counts.forEach(
                        (status, count) ->
                            values.put(
                                Labels.of("plugin", plugin, "version", version, "status", status),
                                count))));
    return Snapshots.counter(REQUESTS, "Requests answered by a plugin version", values);
  }

  private MetricSnapshot counts(String name, String help, ToLongFunction<Series> count) {
    Map<Labels, Number> values = new HashMap<>();
    plugins.forEach(
        (plugin, series) ->
            values.put(Labels.of("plugin_name", plugin), count.applyAsLong(series)));
    return Snapshots.counter(TRUSTEE + name, help, values);
  }

  private MetricSnapshot durations(String name, String label, double... bounds) {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(name).help("Time that a plugin's requests took");
    plugins.forEach(
        (plugin, series) ->
            all.dataPoint(series.duration.snapshot(Labels.of(label, plugin), bounds)));
    return all.build();
  }
}
