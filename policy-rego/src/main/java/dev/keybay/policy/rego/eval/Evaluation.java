package dev.keybay.policy.rego.eval;

import com.google.re2j.Pattern;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.policy.rego.builtin.Environment;
import dev.keybay.policy.rego.value.Document;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.JavaValues;
import dev.keybay.policy.rego.value.Limits;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SortedObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of one evaluation. It belongs to one thread. */
public final class Evaluation implements Environment {
  private final RuleTree rules;
  private final Budget budget;
  private final boolean strict;
  private final Clock clock;
  private final PatternCache patterns;
  private final List<PolicyFunction> functions;
  private @Nullable Long now;
  private final @Nullable Tracer tracer;
  private int depth;

  /** Where the definition stands that gave the last value. */
  private int decidedAt = Tracer.NOWHERE;

  Scope scope;

  /**
   * Begins an evaluation.
   *
   * @param input JSON; null for none
   * @param tracer told of what rules give; null if nobody wants to know
   */
  public Evaluation(
      RuleTree rules,
      Map<String, ?> data,
      @Nullable Object input,
      List<PolicyFunction> functions,
      PolicyLimits limits,
      Clock clock,
      PatternCache patterns,
      @Nullable Tracer tracer) {
    this.rules = rules;
    this.budget = new Budget(limits);
    this.strict = limits.strictBuiltinErrors();
    this.clock = clock;
    this.patterns = patterns;
    this.functions = functions;
    this.tracer = tracer;
    ObjectValue root = data.isEmpty() ? SortedObject.EMPTY : (ObjectValue) Document.of(data);
    this.scope =
        new Scope(input == null ? null : Document.of(input), root, rules.size(), null, Map.of());
  }

  @Override
  public void charge(long units) {
    budget.charge(units);
  }

  @Override
  public long nowNanos() {
    Long time = now;
    if (time == null) {
      Instant instant = clock.instant();
      time =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
      now = time;
    }
    return time;
  }

  @Override
  public Pattern pattern(String expression) {
    return patterns.get(expression, this);
  }

  RuleTree rules() {
    return rules;
  }

  /**
   * Begins a rule or function.
   *
   * @param weight its share of the bound on nesting; given back by {@link #leave}
   */
  void enter(int weight) {
    budget.charge(1);
    depth += weight;
    if (depth > rules.maxDepth()) {
      // Replaced functions can call what the graph of rules does not show.
      throw Limits.exceeded("rules and functions nest too deep");
    }
  }

  void leave(int weight) {
    depth -= weight;
  }

  void decidedAt(int place) {
    decidedAt = place;
  }

  int decidedAt() {
    return decidedAt;
  }

  /** A rule was decided. */
  void traced(RuleCode rule, @Nullable Object value, int place, boolean byDefault) {
    if (tracer != null) {
      tracer.add(rule, value, place, byDefault);
    }
  }

  /** An operation failed: the evaluation fails if it is strict, else the result is undefined. */
  @Nullable Object failed(String operation, Failure failure) {
    if (strict) {
      throw new PolicyEvaluationException(
          failure.kind(), operation + ": " + failure.getMessage(), failure);
    }
    return null;
  }

  /** Calls a function of the host. */
  Object host(String name, Object[] arguments) {
    for (PolicyFunction function : functions) {
      if (function.name().equals(name)) {
        return host(function, arguments);
      }
    }
    throw new PolicyEvaluationException(Kind.FUNCTION, "there is no function '" + name + "'");
  }

  private Object host(PolicyFunction function, Object[] arguments) {
    if (function.arity() != arguments.length) {
      throw new PolicyEvaluationException(
          Kind.FUNCTION,
          "'"
              + function.name()
              + "' takes "
              + function.arity()
              + " arguments but got "
              + arguments.length);
    }
    List<@Nullable Object> values = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      values.add(JavaValues.of(argument, this));
    }
    try {
      return Document.of(function.body().call(values));
    } catch (RuntimeException e) {
      throw new PolicyEvaluationException(Kind.FUNCTION, "'" + function.name() + "' failed", e);
    }
  }
}
