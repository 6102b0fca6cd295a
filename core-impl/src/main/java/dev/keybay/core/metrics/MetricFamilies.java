package dev.keybay.core.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The host's metrics by name. Thread-safe. */
final class MetricFamilies implements MultiCollector {
  private static final Pattern NAME = Pattern.compile("(kbs|keybay)_[a-z0-9_]{1,100}");

  private final Map<String, MetricFamily> families = new ConcurrentSkipListMap<>();

  /**
   * Adds a family; one of the same name is replaced.
   *
   * @return removes it, unless it has been replaced meanwhile
   * @throws IllegalArgumentException if the name is not fit
   */
  Meter add(String name, MetricFamily family) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a metric is named kbs_ or keybay_ and lower-case words, not " + name);
    }
    families.put(name, family);
    return () -> families.remove(name, family);
  }

  @Override
  public MetricSnapshots collect() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    families.values().forEach(family -> all.metricSnapshot(family.snapshot()));
    return all.build();
  }
}
