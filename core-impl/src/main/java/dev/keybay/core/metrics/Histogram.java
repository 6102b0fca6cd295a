package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts values by bucket: two additions a value, without a lock or an allocation. A scrape that
 * runs beside a recording may see the one addition and not yet the other.
 */
final class Histogram {
  /** What {@link #record} takes, for one unit of what is shown. */
  static final double NANOS_PER_SECOND = 1e9;

  private final double scale;
  private final double[] bounds;
  private final LongAdder[] buckets;
  private final LongAdder sum = new LongAdder();

  /**
   * @param scale recorded units for one shown unit
   * @param bounds inclusive upper bounds in shown units, ascending; one without bound is added
   */
  Histogram(double scale, double... bounds) {
    this.scale = scale;
    this.bounds = new double[bounds.length + 1];
    System.arraycopy(bounds, 0, this.bounds, 0, bounds.length);
    this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
    buckets = new LongAdder[bounds.length + 1];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = new LongAdder();
    }
  }

  /** Counts a value; one below 0 as 0. */
  void record(long value) {
    long counted = Math.max(0, value);
    double shown = counted / scale;
    int bucket = 0;
    while (shown > bounds[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    sum.add(counted);
  }

  /** How many values were counted. */
  long count() {
    long count = 0;
    for (LongAdder bucket : buckets) {
      count += bucket.sum();
    }
    return count;
  }

  HistogramDataPointSnapshot snapshot(Labels labels) {
    return snapshot(labels, Arrays.copyOf(bounds, bounds.length - 1));
  }

  /**
   * The same values in fewer buckets.
   *
   * @param fewer some of the bounds, ascending
   */
  HistogramDataPointSnapshot snapshot(Labels labels, double... fewer) {
    double[] shown = Arrays.copyOf(fewer, fewer.length + 1);
    shown[fewer.length] = Double.POSITIVE_INFINITY;
    long[] counts = new long[shown.length];
    int into = 0;
    for (int i = 0; i < buckets.length; i++) {
      while (bounds[i] > shown[into]) {
        into++;
      }
      counts[into] += buckets[i].sum();
    }
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(ClassicHistogramBuckets.of(shown, counts))
        .sum(sum.sum() / scale)
        .labels(labels)
        .build();
  }
}
