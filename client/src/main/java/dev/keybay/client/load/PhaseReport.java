package dev.keybay.client.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happened in one phase.
 *
 * @param requests all, answered or not
 * @param statuses how many answers had which HTTP status
 * @param connectionErrors requests without a whole answer
 * @param firstFailure the first request without a whole answer, or answered with another status
 *     than 200, in words
 * @param p50 the median of the answered ones
 */
public record PhaseReport(
    long requests,
    Map<Integer, Long> statuses,
    long connectionErrors,
    Optional<String> firstFailure,
    Duration p50,
    Duration p99,
    Duration max) {

  public PhaseReport {
    statuses = new TreeMap<>(statuses);
  }

  /** Requests that were not answered with 200. */
  public long failed() {
    return requests - statuses.getOrDefault(200, 0L);
  }
}
