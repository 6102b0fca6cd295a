package dev.keybay.api.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/** A policy ready to be evaluated, any number of times and from any number of threads at once. */
@ConsumerType
public interface CompiledPolicy {

  /**
   * Evaluates rules.
   *
   * @param data the base documents, merged into the root of {@code data}
   * @param input the {@code input} document
   * @param rules what to evaluate, for example {@code data.policy.allow}
   * @param functions host functions that the policy may call
   * @return for each rule its value; a rule that is undefined is absent. An object's value is an
   *     immutable map; JSON {@code null} is a present entry with a null value
   * @throws PolicyEvaluationException if a rule fails or a limit is reached; nothing else, whatever
   *     the policy does
   */
  Map<String, @Nullable Object> evaluate(
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions,
      PolicyLimits limits);

  /**
   * Evaluates as {@link #evaluate} does, under the same limits, and tells what the rules gave. For
   * people who try a policy out: it may take longer.
   *
   * @throws PolicyEvaluationException as {@link #evaluate}
   */
  default PolicyTrace trace(
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions,
      PolicyLimits limits) {
    return new PolicyTrace(evaluate(data, input, rules, functions, limits), List.of());
  }

  /**
   * Whether the policy has the rule at all, defined for some input or for none. An engine that
   * cannot tell says yes.
   *
   * @param rule as for {@link #evaluate}
   */
  default boolean defines(String rule) {
    return true;
  }

  /** The value of one boolean rule; empty if it is undefined or no boolean. */
  default Optional<Boolean> decide(
      Map<String, ?> data, @Nullable Object input, String rule, PolicyLimits limits) {
    Object value = evaluate(data, input, List.of(rule), List.of(), limits).get(rule);
    return value instanceof Boolean decision ? Optional.of(decision) : Optional.empty();
  }
}
