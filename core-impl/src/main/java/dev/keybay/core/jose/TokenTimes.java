package dev.keybay.core.jose;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code exp} of a token (RFC 7519 §4.1.4), which every token here must have. */
public final class TokenTimes {
  /** For clocks that differ. */
  public static final Duration LEEWAY = Duration.ofSeconds(60);

  /** The year 9999: above, an Instant could overflow. */
  private static final double MAX_SECONDS = 253_402_300_799.0;

  private TokenTimes() {}

  /**
   * The last moment at which the token is accepted: {@code exp} and the leeway.
   *
   * @throws InvalidTokenException if it has passed, or {@code exp} is no number of seconds
   */
  public static Instant validUntil(Map<String, ? extends @Nullable Object> claims, Instant now)
      throws InvalidTokenException {
    if (!(claims.get("exp") instanceof Number exp)
        || !(exp.doubleValue() >= 0 && exp.doubleValue() <= MAX_SECONDS)) {
      throw new InvalidTokenException("expected exp, seconds since 1970, in the token");
    }
    Instant until = Instant.ofEpochSecond(exp.longValue()).plus(LEEWAY);
    if (now.isAfter(until)) {
      throw new InvalidTokenException("the token expired " + Duration.between(until, now) + " ago");
    }
    return until;
  }
}
