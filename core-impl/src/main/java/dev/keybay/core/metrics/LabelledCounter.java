package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A counter with one label whose values come from outside: what is over the bound, in number or in
 * length, is counted as {@code other}.
 */
final class LabelledCounter implements MetricFamily {
  static final String OTHER = "other";
  private static final int MAX_LENGTH = 256;

  private final String name;
  private final String help;
  private final String label;
  private final int maxValues;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  LabelledCounter(String name, String help, String label, int maxValues) {
    this.name = name;
    this.help = help;
    this.label = label;
    this.maxValues = maxValues;
  }

  void increment(String value) {
    LongAdder count = counts.get(value);
    if (count == null) {
      // Threads that come here at once may pass the bound by their number; it stays a bound.
      boolean fits = value.length() <= MAX_LENGTH && counts.size() < maxValues;
      count = counts.computeIfAbsent(fits ? value : OTHER, absent -> new LongAdder());
    }
    count.increment();
  }

  /** Whether something was counted by that name. */
  boolean has(String value) {
    return counts.containsKey(value);
  }

  @Override
  public MetricSnapshot snapshot() {
    Map<Labels, Number> values = new HashMap<>();
    counts.forEach((value, count) -> values.put(Labels.of(label, value), count.sum()));
    return Snapshots.counter(name, help, values);
  }
}
