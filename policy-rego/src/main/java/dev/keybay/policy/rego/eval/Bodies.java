package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;

/** The code of bodies. */
public final class Bodies {
  /** The end of a body of which only one solution is wanted. */
  public static final Continuation FOUND = (e, frame) -> false;

  private Bodies() {}

  /** Conditions one after the other, without a frame of the stack for each. */
  public static Continuation sequence(Condition[] conditions, Continuation rest) {
    if (conditions.length == 1) {
      Condition only = conditions[0];
      return (e, frame) -> !only.test(e, frame) || rest.run(e, frame);
    }
    return (e, frame) -> {
      for (Condition condition : conditions) {
        if (!condition.test(e, frame)) {
          return true;
        }
      }
      return rest.run(e, frame);
    };
  }

  /** Holds where a value is defined and not false. */
  public static Condition truth(Expression expression) {
    return (e, frame) -> {
      Object value = expression.eval(e, frame);
      return value != null && !Boolean.FALSE.equals(value);
    };
  }

  /** Holds where the body has no solution; it ends with {@link #FOUND}. */
  public static Condition none(Continuation body) {
    return body::run;
  }

  /** The end of a branch of a complete rule: its value, which all solutions must agree on. */
  public static Continuation value(Expression value, RuleCode rule) {
    if (value instanceof Fixed fixed) {
      return (e, frame) -> {
        frame[0] = fixed.value();
        return false;
      };
    }
    return (e, frame) -> {
      Object result = value.eval(e, frame);
      if (result != null) {
        if (frame[0] != null && !Operator.equal(frame[0], result, e)) {
          throw rule.conflict(
              rule instanceof CompleteRule complete && complete.isFunction()
                  ? "functions must not produce multiple outputs for same inputs"
                  : "complete rules must not produce multiple outputs");
        }
        frame[0] = result;
      }
      return true;
    };
  }

  /** The rest of a body for each entry of a collection whose key and value match. */
  public static Continuation each(
      Expression collection, Match key, Match value, Continuation rest) {
    return (e, frame) -> {
      Object all = collection.eval(e, frame);
      if (all instanceof ArrayValue array) {
        for (int i = 0; i < array.size(); i++) {
          e.charge(1);
          if (key.match(e, frame, (long) i)
              && value.match(e, frame, array.at(i))
              && !rest.run(e, frame)) {
            return false;
          }
        }
      } else if (all instanceof PackageObject lazy) {
        for (Object name : lazy.candidates()) {
          Object document = key.match(e, frame, name) ? lazy.get(name) : null;
          if (document != null && value.match(e, frame, document) && !rest.run(e, frame)) {
            return false;
          }
        }
      } else if (all instanceof ObjectValue object) {
        for (int i = 0; i < object.size(); i++) {
          e.charge(1);
          if (key.match(e, frame, object.keyAt(i))
              && value.match(e, frame, object.valueAt(i))
              && !rest.run(e, frame)) {
            return false;
          }
        }
      } else if (all instanceof SetValue set) {
        for (int i = 0; i < set.size(); i++) {
          e.charge(1);
          Object element = set.at(i);
          if (key.match(e, frame, element)
              && value.match(e, frame, element)
              && !rest.run(e, frame)) {
            return false;
          }
        }
      }
      return true;
    };
  }

  /** Holds where the body has a solution for each entry; it ends with {@link #FOUND}. */
  public static Condition every(Expression domain, Match key, Match value, Continuation body) {
    Continuation counterexample = (e, frame) -> !body.run(e, frame);
    return (e, frame) -> {
      Object all = domain.eval(e, frame);
      boolean collection =
          all instanceof ArrayValue || all instanceof ObjectValue || all instanceof SetValue;
      return collection && each(new Fixed(all), key, value, counterexample).run(e, frame);
    };
  }
}
