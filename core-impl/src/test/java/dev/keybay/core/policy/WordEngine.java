package dev.keybay.core.policy;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicySyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy language of a few words: {@code allow}, {@code deny}, {@code undefined}, {@code number},
 * {@code fail}, {@code plugin NAME} (allow if the request is for that plugin), {@code steps} (the
 * limit that it was given).
 */
final class WordEngine implements PolicyEngine {
  int compiled;

  @Override
  public CompiledPolicy compile(String id, String source) {
    compiled++;
    if (!source.matches("allow|deny|undefined|number|fail|steps|plugin \\w+")) {
      throw new PolicySyntaxException("expected a word, found: " + source, 2, 5);
    }
    return new WordPolicy(source);
  }

  private record WordPolicy(String word) implements CompiledPolicy {
    @Override
    public Map<String, @Nullable Object> evaluate(
        Map<String, ?> data,
        @Nullable Object input,
        List<String> rules,
        List<PolicyFunction> functions,
        PolicyLimits limits) {
      Object value =
          switch (word) {
            case "allow" -> true;
            case "deny" -> false;
            case "number" -> 1;
            case "steps" -> limits.steps();
            case "undefined" -> null;
            case "fail" ->
                throw new PolicyEvaluationException(
                    PolicyEvaluationException.Kind.BUILTIN, "secret detail");
            default -> word.equals("plugin " + data.get("plugin"));
          };
      return value == null ? Map.of() : Map.of(rules.get(0), value);
    }
  }
}
