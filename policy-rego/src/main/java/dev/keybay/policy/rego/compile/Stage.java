package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Bodies;
import dev.keybay.policy.rego.eval.Condition;
import dev.keybay.policy.rego.eval.Continuation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A part of a body, compiled but for what follows it. */
sealed interface Stage {

  /** A part with one solution at most. */
  record Test(Condition condition) implements Stage {}

  /** A part with many solutions: makes itself from the rest of the body. */
  record Many(UnaryOperator<Continuation> before) implements Stage {}

  /** Puts the parts before the end of the body. */
  static Continuation link(List<Stage> stages, Continuation end) {
    Continuation rest = end;
    int i = stages.size();
    while (i > 0) {
      if (stages.get(i - 1) instanceof Many many) {
        rest = many.before().apply(rest);
        i--;
      } else {
        List<Condition> run = new ArrayList<>();
        while (i > 0 && stages.get(i - 1) instanceof Test test) {
          run.add(0, test.condition());
          i--;
        }
        rest = Bodies.sequence(run.toArray(new Condition[0]), rest);
      }
    }
    return rest;
  }
}
