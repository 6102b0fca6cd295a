package dev.keybay.policy.rego;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.api.policy.PolicyTrace;
import dev.keybay.policy.rego.compile.Query;
import dev.keybay.policy.rego.eval.Evaluation;
import dev.keybay.policy.rego.eval.PatternCache;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.eval.Tracer;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.JavaValues;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy. An absent input is undefined in the policy, as is an input of {@code null}.
 */
final class RegoPolicy implements CompiledPolicy {
  private static final int MAX_QUERIES = 256;

  private final RuleTree rules;
  private final Lines lines;
  private final Clock clock;
  private final PatternCache patterns = new PatternCache();
  private final Map<String, Query> queries = new ConcurrentHashMap<>();

  /**
   * @param lines of the first module, which traces tell
   */
  RegoPolicy(RuleTree rules, Lines lines, Clock clock) {
    this.rules = rules;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public Map<String, @Nullable Object> evaluate(
      Map<String, ?> data,
      @Nullable Object input,
      List<String> paths,
      List<PolicyFunction> functions,
      PolicyLimits limits) {
    return DeepStack.run(
        rules.maxDepth(), () -> guarded(data, input, paths, functions, limits, null));
  }

  @Override
  public PolicyTrace trace(
      Map<String, ?> data,
      @Nullable Object input,
      List<String> paths,
      List<PolicyFunction> functions,
      PolicyLimits limits) {
    Tracer tracer = new Tracer();
    return DeepStack.run(
        rules.maxDepth(),
        () -> {
          var values = guarded(data, input, paths, functions, limits, tracer);
          return new PolicyTrace(values, tracer.rules(lines::at, limits));
        });
  }

  @Override
  public boolean defines(String rule) {
    return query(rule).isOfRules();
  }

  private Map<String, @Nullable Object> guarded(
      Map<String, ?> data,
      @Nullable Object input,
      List<String> paths,
      List<PolicyFunction> functions,
      PolicyLimits limits,
      @Nullable Tracer tracer) {
    try {
      Evaluation evaluation =
          new Evaluation(rules, data, input, functions, limits, clock, patterns, tracer);
      Map<String, @Nullable Object> results = new LinkedHashMap<>();
      for (String path : paths) {
        Object value = query(path).eval(evaluation);
        if (value != null) {
          results.put(path, JavaValues.of(value, evaluation));
        }
      }
      return Collections.unmodifiableMap(results);
    } catch (PolicyEvaluationException e) {
      throw e;
    } catch (Failure e) {
      throw new PolicyEvaluationException(e.kind(), String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      // The caller came with less stack than a thread begins with; nothing here holds a lock.
      throw new PolicyEvaluationException(Kind.LIMIT, "the caller's stack is too small", e);
    } catch (RuntimeException e) {
      // A document of the host that is no JSON, or changes while it is read.
      throw new PolicyEvaluationException(Kind.TYPE, "the evaluation failed", e);
    }
  }

  private Query query(String path) {
    Query known = queries.get(path);
    if (known != null) {
      return known;
    }
    Query query;
    try {
      query = Query.compile(path, rules);
    } catch (PolicySyntaxException e) {
      throw new PolicyEvaluationException(
          Kind.TYPE, "expected a path like data.policy.allow but got '" + path + "'", e);
    }
    if (queries.size() < MAX_QUERIES) {
      queries.put(path, query);
    }
    return query;
  }
}
