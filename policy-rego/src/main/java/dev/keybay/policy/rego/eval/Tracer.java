package dev.keybay.policy.rego.eval;

import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.RuleTrace;
import dev.keybay.policy.rego.value.JavaValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Notes what rules give. Values become the host's only when the evaluation is over, at the cost of
 * nobody's budget, so that a traced policy has as many steps as an untraced one. It belongs to one
 * evaluation.
 */
public final class Tracer {
  /** The place of what no single definition decided. */
  static final int NOWHERE = -1;

  /** A rule may be evaluated many times, under {@code with}. */
  private static final int MAX_RULES = 1_000;

  /** For all values together, so that an answer stays small enough to be read. */
  private static final long MAX_PARTS = 20_000;

  private record Decided(RuleCode rule, @Nullable Object value, int place, boolean byDefault) {}

  private final List<Decided> decided = new ArrayList<>();

  void add(RuleCode rule, @Nullable Object value, int place, boolean byDefault) {
    if (decided.size() < MAX_RULES) {
      decided.add(new Decided(rule, value, place, byDefault));
    }
  }

  /**
   * What was noted.
   *
   * @param lines the line of a place in the text
   */
  public List<RuleTrace> rules(IntUnaryOperator lines, PolicyLimits limits) {
    Budget budget = new Budget(new PolicyLimits(MAX_PARTS, limits.deadline(), true));
    List<RuleTrace> rules = new ArrayList<>(decided.size());
    for (Decided one : decided) {
      rules.add(
          new RuleTrace(
              "data." + String.join(".", one.rule().path()),
              one.place() == NOWHERE ? 0 : lines.applyAsInt(one.place()),
              one.byDefault(),
              one.value() != null,
              one.value() == null ? null : value(one.value(), budget)));
    }
    return rules;
  }

  private static @Nullable Object value(Object value, Budget budget) {
    try {
      return JavaValues.of(value, budget);
    } catch (RuntimeException e) {
      // Over the bound; the value itself is right, and is shown where the policy was asked for it.
      return "(too large to be shown)";
    }
  }
}
