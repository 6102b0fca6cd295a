package dev.keybay.bench;

import dev.keybay.bench.measure.Rounds;
import dev.keybay.bench.measure.WarmUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How much is done. Every count and every time is bounded here.
 *
 * @param home the distribution
 * @param quick whether only to see that everything works
 * @param asked how many swaps to do instead of the usual number
 */
public record Plan(Path home, boolean quick, OptionalInt asked) {

  /** Rounds of a comparison under load. */
  public Rounds rounds(int connections) {
    return quick
        ? new Rounds(2, Duration.ofSeconds(1), warmUp(2, 2), connections)
        : new Rounds(6, Duration.ofSeconds(5), warmUp(40, 240), connections);
  }

  private static WarmUp warmUp(int atLeastSeconds, int atMostSeconds) {
    return new WarmUp(Duration.ofSeconds(atLeastSeconds), Duration.ofSeconds(atMostSeconds));
  }

  /** For one part alone. */
  public Duration part() {
    return quick ? Duration.ofMillis(500) : Duration.ofSeconds(3);
  }

  public int starts() {
    return quick ? 2 : 7;
  }

  public int swaps() {
    return asked.orElse(quick ? 10 : 1000);
  }

  public int updates() {
    return quick ? 10 : 200;
  }

  public int leakSwaps() {
    return asked.orElse(quick ? 10 : 500);
  }

  public int kills() {
    return quick ? 3 : 100;
  }

  /** Plugins side by side, each of a name and stream of its own. */
  public int plugins() {
    return quick ? 20 : 1000;
  }
}
