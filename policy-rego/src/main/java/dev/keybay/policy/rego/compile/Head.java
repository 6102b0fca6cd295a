package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Rule;
import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a definition stands and what it gives.
 *
 * @param path without {@code data}, as far as it is made of names
 * @param keys what follows the path
 */
record Head(Module module, Rule rule, List<String> path, List<Term> keys) {
  /** Paths may have that many elements. */
  private static final int MAX_PATH = 100;

  static Head of(Module module, Rule rule) {
    List<String> path = new ArrayList<>(module.path());
    List<Term> name = rule.name();
    if (path.size() + name.size() > MAX_PATH) {
      throw module.source().error(rule.at(), "path of more than " + MAX_PATH + " elements");
    }
    path.add(((Term.Name) name.get(0)).name());
    int at = 1;
    while (at < name.size()
        && name.get(at) instanceof Term.Constant c
        && c.value() instanceof String field) {
      path.add(field);
      at++;
    }
    Head head = new Head(module, rule, path, List.copyOf(name.subList(at, name.size())));
    if (head.isFunction() && !head.keys().isEmpty()) {
      throw module.source().error(rule.at(), "expected a function's name to be made of names");
    }
    return head;
  }

  boolean isFunction() {
    return rule.parameters() != null;
  }

  /** Whether it adds to a set or an object that other definitions may add to. */
  boolean isPartial() {
    return rule.element() != null || !keys.isEmpty();
  }

  /** The same definition as a part of an object at a path above. */
  Head below(List<String> above) {
    List<Term> all = new ArrayList<>();
    for (String name : path.subList(above.size(), path.size())) {
      all.add(new Term.Constant(name, rule.at()));
    }
    all.addAll(keys);
    return new Head(module, rule, above, all);
  }
}
