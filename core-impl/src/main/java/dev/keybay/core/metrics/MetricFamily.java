package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** All series of one metric name, read at each scrape. */
@FunctionalInterface
interface MetricFamily {
  MetricSnapshot snapshot();
}
