package dev.keybay.policy.rego.eval;

import org.jspecify.annotations.Nullable;

/** Code that has at most one value. */
@FunctionalInterface
public interface Expression {
  /** The value; undefined if there is none. */
  @Nullable Object eval(Evaluation e, Object[] frame);
}
