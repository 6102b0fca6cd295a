package dev.keybay.bench.measure;

import java.io.IOException;
import java.time.Duration;

/**
 * Load before anything is measured. A young server is busy with its compiler, the longer the more
 * code a request runs through; a fixed time would favour the server with less of it.
 *
 * @param atLeast the first look
 * @param atMost where it ends, warm or not
 */
public record WarmUp(Duration atLeast, Duration atMost) {
  /** Each further look takes a part of the first. */
  private static final int PART = 4;

  /** Less than this share of the best before is noise and no progress. */
  private static final double PROGRESS = 0.97;

  /** That many looks without progress are a standstill. */
  private static final int STILL = 3;

  /** Loads a server for a while. */
  @FunctionalInterface
  public interface Load {
    Sample run(Duration time) throws IOException;
  }

  /** Loads until CPU a request stands still. */
  public void run(Load load) throws IOException {
    double best = load.run(atLeast).cpuMicros();
    Duration look = atLeast.dividedBy(PART);
    Duration spent = atLeast;
    int still = 0;
    while (still < STILL && spent.plus(look).compareTo(atMost) <= 0) {
      double now = load.run(look).cpuMicros();
      spent = spent.plus(look);
      still = now < best * PROGRESS ? 0 : still + 1;
      best = Math.min(best, now);
    }
  }
}
