package dev.keybay.plugin.attest.rehearsal;

import dev.keybay.api.policy.RuleTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules of a policy gave, as JSON shows it. */
public final class RuleView {
  private RuleView() {}

  public static List<Map<String, @Nullable Object>> of(List<RuleTrace> rules) {
    return rules.stream().map(RuleView::of).toList();
  }

  private static Map<String, @Nullable Object> of(RuleTrace rule) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("rule", rule.rule());
    if (rule.line() > 0) {
      members.put("line", rule.line());
    }
    members.put("default", rule.byDefault());
    members.put("defined", rule.defined());
    if (rule.defined()) {
      members.put("value", rule.value());
    }
    return members;
  }
}
