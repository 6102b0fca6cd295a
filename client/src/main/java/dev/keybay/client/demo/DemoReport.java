package dev.keybay.client.demo;

import dev.keybay.client.cli.Table;
import dev.keybay.client.load.LoadReport;
import dev.keybay.client.load.PhaseReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration has seen.
 *
 * @param swaps how often the plugin was replaced
 * @param from its version at first
 * @param to its version at last
 */
record DemoReport(LoadReport load, int swaps, String from, String to) {

  static final String QUIET = "quiet";
  static final String SWAP = "swap";

  boolean isPerfect() {
    return load.total().failed() == 0;
  }

  /** For machines; times in microseconds. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("swaps", swaps);
    json.put("from", from);
    json.put("to", to);
    json.put("requestsPerSecond", Math.round(load.requestsPerSecond()));
    json.put("total", json(load.total()));
    for (String phase : List.of(QUIET, SWAP)) {
      if (load.phases().containsKey(phase)) {
        json.put(phase, json(load.phases().get(phase)));
      }
    }
    return json;
  }

  private static Map<String, Object> json(PhaseReport phase) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("requests", phase.requests());
    json.put("failed", phase.failed());
    json.put("statuses", phase.statuses());
    json.put("connectionErrors", phase.connectionErrors());
    json.put("p50", phase.p50().toNanos() / 1000);
    json.put("p99", phase.p99().toNanos() / 1000);
    json.put("max", phase.max().toNanos() / 1000);
    phase.firstFailure().ifPresent(error -> json.put("firstFailure", error));
    return json;
  }

  /** For people. */
  String toText() {
    Table table = new Table("", "REQUESTS", "FAILED", "P50", "P99", "MAX");
    row(table, "quiet", load.phases().get(QUIET));
    row(table, "during the swaps", load.phases().get(SWAP));
    row(table, "all", load.total());
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%d swaps of the plugin resource, %s to %s, under load: %d of %d requests failed%n%n",
                swaps,
                from,
                to,
                load.total().failed(),
                load.total().requests()));
    text.append(table);
    if (!isPerfect()) {
      text.append(System.lineSeparator()).append("answers by status: ");
      text.append(load.total().statuses());
      load.total().firstFailure().ifPresent(error -> text.append("; first error: ").append(error));
    }
    return text.toString();
  }

  private static void row(Table table, String name, @Nullable PhaseReport phase) {
    if (phase != null) {
      table.row(
          name,
          Long.toString(phase.requests()),
          Long.toString(phase.failed()),
          millis(phase.p50()),
          millis(phase.p99()),
          millis(phase.max()));
    }
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
  }
}
