package dev.keybay.api.store;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Conditions of a write.
 *
 * @param expectedRevision the revision that the key must have now; 0 means that it must be absent
 *     or expired; empty means any
 * @param timeToLive after which the key is gone; positive; empty means never
 */
public record PutOptions(OptionalLong expectedRevision, Optional<Duration> timeToLive) {

  /** No conditions, no expiry. */
  public static final PutOptions DEFAULT = new PutOptions(OptionalLong.empty(), Optional.empty());

  /** Only if the key is absent. */
  public static final PutOptions IF_ABSENT = DEFAULT.ifRevision(0);

  public PutOptions {
    if (expectedRevision.isPresent() && expectedRevision.getAsLong() < 0) {
      throw new IllegalArgumentException("expectedRevision must not be negative");
    }
    if (timeToLive.isPresent() && (timeToLive.get().isNegative() || timeToLive.get().isZero())) {
      throw new IllegalArgumentException("timeToLive must be positive");
    }
  }

  public PutOptions ifRevision(long revision) {
    return new PutOptions(OptionalLong.of(revision), timeToLive);
  }

  public PutOptions expiringAfter(Duration duration) {
    return new PutOptions(expectedRevision, Optional.of(duration));
  }
}
