package dev.keybay.api.policy;

import java.time.Duration;

/**
 * What one evaluation may use.
 *
 * @param steps evaluation steps, at least 1
 * @param deadline wall-clock time, positive
 * @param strictBuiltinErrors whether an error in a builtin fails the evaluation (as in Trustee) or
 *     makes the expression undefined (as in OPA)
 */
public record PolicyLimits(long steps, Duration deadline, boolean strictBuiltinErrors) {

  /** 500,000 steps, two seconds, strict. */
  public static final PolicyLimits DEFAULT = new PolicyLimits(500_000, Duration.ofSeconds(2), true);

  public PolicyLimits {
    if (steps < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("steps and deadline must be positive");
    }
  }
}
