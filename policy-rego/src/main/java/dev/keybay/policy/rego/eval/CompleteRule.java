package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Operator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule with one value, or a function. */
public final class CompleteRule extends RuleCode {
  private static final Object[] NO_ARGUMENTS = {};

  private final boolean function;
  private DefinitionCode[] definitions = {};
  private @Nullable DefinitionCode otherwise;

  /** Whether all definitions give the same constant, so that the first one that holds will do. */
  private boolean constant;

  public CompleteRule(int index, List<String> path, boolean function) {
    super(index, path);
    this.function = function;
  }

  /** Completes the rule; its definitions may refer to other rules, hence not in the constructor. */
  public void define(
      DefinitionCode[] all, @Nullable DefinitionCode defaultValue, boolean sameConstant) {
    definitions = all;
    otherwise = defaultValue;
    constant = sameConstant;
  }

  public boolean isFunction() {
    return function;
  }

  @Override
  @Nullable Object compute(Evaluation e) {
    return apply(e, NO_ARGUMENTS);
  }

  /** Calls the function. */
  @Nullable Object call(Evaluation e, Object[] arguments) {
    e.enter(weight());
    Object result = apply(e, arguments);
    e.leave(weight());
    return result;
  }

  private @Nullable Object apply(Evaluation e, Object[] arguments) {
    Object result = null;
    int place = Tracer.NOWHERE;
    for (DefinitionCode definition : definitions) {
      Object value = definition.eval(e, arguments);
      if (value != null) {
        if (result != null && !Operator.equal(result, value, e)) {
          throw conflict(
              function
                  ? "functions must not produce multiple outputs for same inputs"
                  : "complete rules must not produce multiple outputs");
        }
        if (result == null) {
          place = e.decidedAt();
        }
        result = value;
        if (constant) {
          break;
        }
      }
    }
    boolean byDefault = result == null && otherwise != null;
    if (byDefault) {
      result = otherwise.eval(e, arguments);
      place = e.decidedAt();
    }
    if (!function) {
      e.traced(this, result, result == null ? Tracer.NOWHERE : place, byDefault);
    }
    return result;
  }
}
