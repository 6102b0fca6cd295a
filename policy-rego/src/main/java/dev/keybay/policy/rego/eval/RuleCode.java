package dev.keybay.policy.rego.eval;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All definitions that stand at one path. */
public abstract class RuleCode {
  /** Stands in a scope for the value of a rule that has none. */
  private static final Object UNDEFINED = new Object();

  private final int index;
  private final List<String> path;

  /** How many frames of the stack one evaluation of it takes, without those of other rules. */
  private int weight = 1;

  RuleCode(int index, List<String> path) {
    this.index = index;
    this.path = path;
  }

  public final int index() {
    return index;
  }

  /** The path without {@code data}. */
  public final List<String> path() {
    return path;
  }

  public final int weight() {
    return weight;
  }

  public final void setWeight(int frames) {
    weight = frames;
  }

  /** The rule's value under the current scope, evaluated at most once in it. */
  final @Nullable Object value(Evaluation e) {
    Object[] values = e.scope.values;
    Object value = values[index];
    if (value == null) {
      e.enter(weight);
      value = compute(e);
      e.leave(weight);
      values[index] = value == null ? UNDEFINED : value;
      return value;
    }
    return value == UNDEFINED ? null : value;
  }

  /** Evaluates the rule. */
  abstract @Nullable Object compute(Evaluation e);

  final PolicyEvaluationException conflict(String message) {
    return new PolicyEvaluationException(
        Kind.CONFLICT, "data." + String.join(".", path) + ": " + message);
  }
}
