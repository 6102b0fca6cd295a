package dev.keybay.policy.rego.eval;

import org.jspecify.annotations.Nullable;

/**
 * A definition of a rule: a body and its {@code else} branches, the first of which that has a
 * solution counts.
 *
 * @param parameters of a function
 * @param branches each leaves its value in slot 0 of the frame
 * @param places where the branches begin in the text, in characters
 * @param constant what every solution gives, if it is always the same
 */
public record DefinitionCode(
    int frameSize,
    Match[] parameters,
    Continuation[] branches,
    int[] places,
    @Nullable Object constant) {

  @Nullable Object eval(Evaluation e, Object[] arguments) {
    Object[] frame = new Object[frameSize];
    for (int i = 0; i < parameters.length; i++) {
      if (!parameters[i].match(e, frame, arguments[i])) {
        return null;
      }
    }
    for (int i = 0; i < branches.length; i++) {
      branches[i].run(e, frame);
      if (frame[0] != null) {
        e.decidedAt(places[i]);
        return frame[0];
      }
    }
    return null;
  }

  /** Runs a definition of a set or an object, which adds to what slot 0 holds. */
  void collect(Evaluation e, ObjectRule.Collector collector) {
    Object[] frame = new Object[frameSize];
    frame[0] = collector;
    for (Continuation branch : branches) {
      int before = collector.additions();
      branch.run(e, frame);
      if (collector.additions() > before) {
        return;
      }
    }
  }
}
