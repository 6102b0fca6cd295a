package dev.keybay.api.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation, and what the rules gave on the way.
 *
 * @param values as {@link CompiledPolicy#evaluate} returns them
 * @param rules in the order in which they were decided; an engine may leave some out
 */
public record PolicyTrace(Map<String, @Nullable Object> values, List<RuleTrace> rules) {

  public PolicyTrace {
    rules = List.copyOf(rules);
  }
}
