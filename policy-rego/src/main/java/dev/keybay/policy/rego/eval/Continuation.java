package dev.keybay.policy.rego.eval;

/** The rest of a body. */
@FunctionalInterface
public interface Continuation {
  /**
   * Runs for one solution of what stands before.
   *
   * @return whether more solutions are wanted
   */
  boolean run(Evaluation e, Object[] frame);
}
