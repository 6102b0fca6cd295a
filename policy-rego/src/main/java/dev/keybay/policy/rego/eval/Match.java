package dev.keybay.policy.rego.eval;

/** Code that compares a value with a pattern and binds the pattern's locals. */
@FunctionalInterface
public interface Match {
  boolean match(Evaluation e, Object[] frame, Object value);
}
