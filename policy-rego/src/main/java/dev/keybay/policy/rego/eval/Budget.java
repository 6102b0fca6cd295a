package dev.keybay.policy.rego.eval;

import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.policy.rego.value.Limits;
import dev.keybay.policy.rego.value.Meter;

/** The steps and the time that an evaluation has left. */
final class Budget implements Meter {
  /** How many steps are made between two looks at the clock. */
  private static final long INTERVAL = 256;

  private final PolicyLimits limits;
  private final long start = System.nanoTime();
  private final long nanos;
  private long left;
  private long nextLook;

  Budget(PolicyLimits limits) {
    this.limits = limits;
    this.left = limits.steps();
    this.nextLook = left - INTERVAL;
    this.nanos = saturated(limits);
  }

  private static long saturated(PolicyLimits limits) {
    return limits.deadline().toSeconds() > Long.MAX_VALUE / 2_000_000_000L
        ? Long.MAX_VALUE
        : limits.deadline().toNanos();
  }

  @Override
  public void charge(long units) {
    left -= units;
    if (left < nextLook) {
      look();
    }
  }

  private void look() {
    if (left < 0) {
      throw Limits.exceeded("the policy needs more than " + limits.steps() + " steps");
    }
    if (System.nanoTime() - start > nanos) {
      throw Limits.exceeded("the policy needs more time than " + limits.deadline());
    }
    nextLook = left - INTERVAL;
  }
}
