package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.builtin.Builtin;
import dev.keybay.policy.rego.plan.Callee;
import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.value.Failure;
import org.jspecify.annotations.Nullable;

/** The code of calls. */
public final class Calls {
  private Calls() {}

  /**
   * A call; undefined if one of the arguments is.
   *
   * @param function the callee, if it is one of the policy
   */
  public static Expression call(
      Callee callee, Expression[] arguments, @Nullable CompleteRule function) {
    return (e, frame) -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        Object value = arguments[i].eval(e, frame);
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
      Scope scope = e.scope;
      Scope.Mock mock = scope.mocks.isEmpty() ? null : scope.mocks.get(callee);
      if (mock != null) {
        return mocked(e, mock, values);
      }
      return function != null ? function.call(e, values) : invoke(e, callee, values);
    };
  }

  private static @Nullable Object mocked(Evaluation e, Scope.Mock mock, Object[] values) {
    Callee function = mock.function();
    if (function == null) {
      return mock.value();
    }
    // What stands in for a function sees the real ones.
    Scope outer = e.scope;
    e.charge(1 + outer.values.length / 8);
    e.scope = outer.withoutMocks();
    Object result = invoke(e, function, values);
    e.scope = outer;
    return result;
  }

  private static @Nullable Object invoke(Evaluation e, Callee callee, Object[] values) {
    if (callee instanceof Callee.OfBuiltin builtin) {
      return invoke(e, builtin.builtin(), values);
    }
    if (callee instanceof Callee.OfRule rule) {
      RuleCode code = e.rules().function(rule.path());
      return code instanceof CompleteRule function ? function.call(e, values) : null;
    }
    return e.host(((Callee.OfHost) callee).name(), values);
  }

  private static @Nullable Object invoke(Evaluation e, Builtin builtin, Object[] values) {
    e.charge(1);
    try {
      return builtin.call(e, values);
    } catch (Failure failure) {
      return e.failed(builtin.name(), failure);
    }
  }

  /** An operation on two values; undefined if one of them is. */
  public static Expression operation(Operator operator, Expression left, Expression right) {
    return (e, frame) -> {
      Object a = left.eval(e, frame);
      Object b = a == null ? null : right.eval(e, frame);
      if (a == null || b == null) {
        return null;
      }
      try {
        return operator.apply(a, b, e);
      } catch (Failure failure) {
        return e.failed(operator.text(), failure);
      }
    };
  }
}
