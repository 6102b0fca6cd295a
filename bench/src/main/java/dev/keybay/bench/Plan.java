package dev.keybay.bench;

import dev.keybay.bench.measure.Rounds;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How much is done. Every count and every time is bounded here.
 *
 * @param home the distribution
 * @param quick whether only to see that everything works
 */
public record Plan(Path home, boolean quick) {

  /** Rounds of a comparison under load. */
  public Rounds rounds(int connections) {
    return quick
        ? new Rounds(2, Duration.ofSeconds(1), Duration.ofSeconds(2), connections)
        : new Rounds(6, Duration.ofSeconds(5), Duration.ofSeconds(40), connections);
  }

  /** For one part alone. */
  public Duration part() {
    return quick ? Duration.ofMillis(500) : Duration.ofSeconds(3);
  }

  public int starts() {
    return quick ? 2 : 7;
  }

  public int swaps() {
    return quick ? 10 : 1000;
  }

  public int updates() {
    return quick ? 10 : 200;
  }

  public int leakSwaps() {
    return quick ? 10 : 500;
  }

  public int kills() {
    return quick ? 3 : 100;
  }

  /** Plugins side by side, each of a name and stream of its own. */
  public int plugins() {
    return quick ? 20 : 1000;
  }
}
