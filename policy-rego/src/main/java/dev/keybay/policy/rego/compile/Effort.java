package dev.keybay.policy.rego.compile;

import dev.keybay.api.policy.PolicySyntaxException;

/** Bounds the work of compiling what is quick to write and slow to put into order. */
final class Effort {
  private static final long MAX = 20_000_000;

  private long spent;

  /**
   * Counts work.
   *
   * @throws PolicySyntaxException if it is too much
   */
  void spend(long units) {
    spent += units;
    if (spent > MAX) {
      throw new PolicySyntaxException("the policy takes too much work to compile", 0, 0);
    }
  }
}
