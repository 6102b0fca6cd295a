package dev.keybay.policy.rego.compile;

import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Frame;
import dev.keybay.policy.rego.syntax.Source;

/** What the compilers of one definition share. */
record Context(Source source, Frame frame, RuleTree rules, Effort effort) {
  Readiness readiness() {
    return new Readiness(effort);
  }

  PolicySyntaxException error(int at, String message) {
    return source.error(at, message);
  }
}
