package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.builtin.Builtin;
import java.util.List;

/** What a call calls. Equal callees are the same function. */
public sealed interface Callee {

  /** A builtin function. */
  record OfBuiltin(Builtin builtin) implements Callee {}

  /** A function of the policy, by its path without {@code data}. */
  record OfRule(List<String> path) implements Callee {}

  /** A function of the host, known only when the policy is evaluated. */
  record OfHost(String name) implements Callee {}
}
