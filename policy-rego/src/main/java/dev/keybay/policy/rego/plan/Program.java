package dev.keybay.policy.rego.plan;

import java.util.List;

/** What resolving a module's names asks of all modules together. */
public interface Program {
  /** Whether a package has a rule of which this is the first name. */
  boolean hasRule(List<String> packagePath, String name);

  /** The number of parameters of the function at a path without {@code data}; -1 if it is none. */
  int arity(List<String> path);
}
