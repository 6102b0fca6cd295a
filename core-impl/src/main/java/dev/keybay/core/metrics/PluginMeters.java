package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  private static final class Series {
    final Histogram duration = new Histogram(Histogram.NANOS_PER_SECOND, SECONDS);
    final Map<String, StatusCounts> versions = new ConcurrentHashMap<>();
  }

  private final Map<String, Series> plugins = new ConcurrentHashMap<>();

  PluginMeters(MetricFamilies families) {
    families.add(REQUESTS, this::requests);
    families.add(DURATION, this::durations);
  }

  void finished(RequestOutcome outcome) {
    Series series = plugins.get(outcome.plugin());
    StatusCounts counts = series == null ? null : series.versions.get(outcome.version());
    if (series == null || counts == null) {
      register(outcome);
      return;
    }
    series.duration.record(outcome.nanos());
    counts.increment(outcome.status());
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
          series.duration.record(outcome.nanos());
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

  private MetricSnapshot durations() {
    HistogramSnapshot.Builder all =
        HistogramSnapshot.builder().name(DURATION).help("Time that a plugin's requests took");
    plugins.forEach(
        (plugin, series) -> all.dataPoint(series.duration.snapshot(Labels.of("plugin", plugin))));
    return all.build();
  }
}
