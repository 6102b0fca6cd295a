package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;

/** Makes Prometheus snapshots from plain values. */
final class Snapshots {
  private Snapshots() {}

  static MetricSnapshot counter(String name, String help, Map<Labels, ? extends Number> values) {
    // The text format adds the suffix again.
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder().name(withoutSuffix(name, "_total")).help(help);
    values.forEach(
        (labels, value) ->
            counter.dataPoint(new CounterDataPointSnapshot(value.doubleValue(), labels, null, 0)));
    return counter.build();
  }

  static MetricSnapshot gauge(String name, String help, Map<Labels, ? extends Number> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(new GaugeDataPointSnapshot(value.doubleValue(), labels, null)));
    return gauge.build();
  }

  static MetricSnapshot info(String name, String help, Labels labels) {
    return InfoSnapshot.builder()
        .name(withoutSuffix(name, "_info"))
        .help(help)
        .dataPoint(new InfoDataPointSnapshot(labels))
        .build();
  }

  private static String withoutSuffix(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
