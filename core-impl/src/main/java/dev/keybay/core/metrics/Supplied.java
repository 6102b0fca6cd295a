package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads values from parts that may fail, or be gone: one bad supplier must not spoil the page. */
final class Supplied {
  private Supplied() {}

  static Number number(Supplier<? extends Number> supplier) {
    try {
      return supplier.get();
    } catch (RuntimeException | LinkageError e) {
      return Double.NaN;
    }
  }

  static Map<Labels, Number> labelled(
      String label, Supplier<? extends Map<String, ? extends Number>> supplier) {
    Map<Labels, Number> values = new HashMap<>();
    try {
      supplier.get().forEach((value, number) -> values.put(Labels.of(label, value), number));
    } catch (RuntimeException | LinkageError e) {
      values.clear();
    }
    return values;
  }

  static Map<Labels, Number> labelled(
      List<String> labels, Supplier<? extends Map<List<String>, ? extends Number>> supplier) {
    Map<Labels, Number> values = new HashMap<>();
    try {
      supplier.get().forEach((each, number) -> values.put(Labels.of(labels, each), number));
    } catch (RuntimeException | LinkageError e) {
      values.clear();
    }
    return values;
  }
}
