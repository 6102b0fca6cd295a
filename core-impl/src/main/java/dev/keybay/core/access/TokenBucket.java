package dev.keybay.core.access;

/**
 * A token bucket: holds {@code burst} at most, gains {@code perMinute}, and each event takes one.
 * Not thread-safe. Times are of {@link System#nanoTime}.
 */
final class TokenBucket {
  private static final double NANOS_PER_MINUTE = 60e9;

  private final Rate rate;
  private double held;
  private long at;

  /**
   * How much is let through.
   *
   * @param perMinute 0 is no limit
   * @param burst 1 or more
   */
  record Rate(int perMinute, int burst) {}

  /** A full one. */
  TokenBucket(Rate rate, long now) {
    this.rate = rate;
    this.held = rate.burst();
    this.at = now;
  }

  /**
   * Takes one.
   *
   * @return 0, or if there is none the seconds until there will be, 1 or more
   */
  long take(long now) {
    if (rate.perMinute() == 0) {
      return 0;
    }
    refill(now);
    if (held >= 1) {
      held--;
      return 0;
    }
    double wait = (1 - held) * 60 / rate.perMinute();
    return Math.max(1, (long) Math.ceil(wait));
  }

  private void refill(long now) {
    double gained = (now - at) * (double) rate.perMinute() / NANOS_PER_MINUTE;
    held = Math.min(rate.burst(), held + gained);
    at = now;
  }
}
