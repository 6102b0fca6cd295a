package dev.keybay.policy.rego.eval;

/** Code that holds or does not, and may bind locals where it holds. */
@FunctionalInterface
public interface Condition {
  boolean test(Evaluation e, Object[] frame);
}
