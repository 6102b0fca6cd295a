package dev.keybay.policy.rego.value;

/** Where work is charged. */
@FunctionalInterface
public interface Meter {
  /**
   * Charges work.
   *
   * @param units about as many as small values are read or made
   * @throws dev.keybay.api.policy.PolicyEvaluationException if there is no more to be had
   */
  void charge(long units);
}
