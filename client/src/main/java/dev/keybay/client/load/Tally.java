package dev.keybay.client.load;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one connection has counted in one phase. Guarded by its {@link Worker}. */
final class Tally {

  private final Map<Integer, Long> statuses = new TreeMap<>();
  private final LatencyHistogram latency = new LatencyHistogram();
  private long errors;
  private @Nullable String firstFailure;

  void answered(int status, long nanos) {
    statuses.merge(status, 1L, Long::sum);
    latency.record(nanos);
  }

  void refused(String why) {
    firstFailure = firstFailure == null ? why : firstFailure;
  }

  void failed(String why) {
    errors++;
    refused(why);
  }

  void add(Tally other) {
    other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
    latency.add(other.latency);
    errors += other.errors;
    firstFailure = firstFailure == null ? other.firstFailure : firstFailure;
  }

  PhaseReport report() {
    return new PhaseReport(
        latency.count() + errors,
        statuses,
        errors,
        Optional.ofNullable(firstFailure),
        latency.quantile(0.5),
        latency.quantile(0.99),
        latency.max());
  }
}
