package dev.keybay.client.load;

import java.time.Duration;
import java.util.Map;

/**
 * What happened in a run.
 *
 * @param total of all phases
 * @param phases by name; a phase without a request is not there
 * @param elapsed since the start
 */
public record LoadReport(PhaseReport total, Map<String, PhaseReport> phases, Duration elapsed) {

  public LoadReport {
    phases = Map.copyOf(phases);
  }

  public double requestsPerSecond() {
    return total.requests() * 1e9 / Math.max(1, elapsed.toNanos());
  }
}
