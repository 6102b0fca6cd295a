package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.RuleCode;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Callee;
import dev.keybay.policy.rego.plan.Definition;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Replacement;
import dev.keybay.policy.rego.plan.Step;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a definition: collects the rules that it may evaluate, and bounds the frames of the stack
 * that it takes between them. Every visit gives the frames that evaluating the part takes.
 */
final class Dependencies {
  private final RuleTree tree;
  private final Set<RuleCode> used;
  private final Effort effort;

  private int replacements;

  Dependencies(RuleTree tree, Set<RuleCode> used, Effort effort) {
    this.tree = tree;
    this.effort = effort;
    this.used = used;
  }

  /** How often functions are replaced by others. */
  int replacements() {
    return replacements;
  }

  int visit(Definition definition) {
    int deepest = all(definition.parameters());
    for (Definition.Branch branch : definition.branches()) {
      int head = Math.max(all(branch.keys()), visit(branch.value()));
      deepest = Math.max(deepest, body(branch.body().steps(), head));
    }
    return deepest + 5;
  }

  /** Steps that can have many solutions run the rest of their body within themselves. */
  private int body(List<Step> steps, int head) {
    int nested = 1;
    int deepest = head;
    for (Step step : steps) {
      deepest = Math.max(deepest, visit(step));
      nested += within(step);
    }
    return nested + deepest;
  }

  private static int within(Step step) {
    if (step instanceof Step.Generate generate) {
      List<Node> keys =
          generate.path() instanceof Node.Lookup lookup
              ? lookup.keys()
              : ((Node.DataPath) generate.path()).keys();
      return 2 * (1 + (int) keys.stream().filter(k -> !(k instanceof Node.Constant)).count());
    }
    if (step instanceof Step.With with) {
      return 4 + with.steps().stream().mapToInt(Dependencies::within).sum();
    }
    return step instanceof Step.Enumerate || step instanceof Step.SomeIn ? 2 : 1;
  }

  private int visit(Step step) {
    if (step instanceof Step.Truth truth) {
      return 1 + visit(truth.node());
    }
    if (step instanceof Step.Generate generate) {
      return 2 + Math.max(visit(generate.path()), visit(generate.target()));
    }
    if (step instanceof Step.Enumerate enumerate) {
      return 2 + Math.max(visit(enumerate.relation()), visit(enumerate.target()));
    }
    if (step instanceof Step.Unify unify) {
      return 2 + Math.max(visit(unify.left()), visit(unify.right()));
    }
    if (step instanceof Step.SomeIn some) {
      return 2
          + Math.max(visit(some.collection()), Math.max(visit(some.key()), visit(some.value())));
    }
    if (step instanceof Step.Not not) {
      return 2 + body(not.steps(), 0);
    }
    if (step instanceof Step.Every every) {
      return 4 + Math.max(visit(every.domain()), body(every.body().steps(), 0));
    }
    Step.With with = (Step.With) step;
    int deepest = body(with.steps(), 0);
    for (Replacement replacement : with.replacements()) {
      deepest = Math.max(deepest, 10 + visit(replacement));
    }
    return 2 + deepest;
  }

  private int visit(Replacement replacement) {
    if (replacement instanceof Replacement.ByFunction by) {
      replacements++;
      called(by.function());
      return 0;
    }
    if (replacement instanceof Replacement.OfInput input) {
      return input.path().size() + visit(input.value());
    }
    if (replacement instanceof Replacement.OfData data) {
      return data.path().size() + visit(data.value());
    }
    return visit(((Replacement.ByValue) replacement).value());
  }

  private int visit(@Nullable Node node) {
    if (node instanceof Node.Lookup lookup) {
      return 2 + Math.max(visit(lookup.head()), all(lookup.keys()));
    }
    if (node instanceof Node.DataPath path) {
      refer(tree.root(), path.keys(), 0);
      return 4 + all(path.keys());
    }
    if (node instanceof Node.Invoke invoke) {
      called(invoke.callee());
      return 4 + all(invoke.arguments());
    }
    if (node instanceof Node.ArrayNode array) {
      return 2 + all(array.elements());
    }
    if (node instanceof Node.SetNode set) {
      return 2 + all(set.elements());
    }
    if (node instanceof Node.ObjectNode object) {
      return 2 + Math.max(all(object.keys()), all(object.values()));
    }
    if (node instanceof Node.Comprehension comprehension) {
      int head = Math.max(visit(comprehension.key()), visit(comprehension.value()));
      return 3 + body(comprehension.body().steps(), head);
    }
    if (node instanceof Node.Operation operation) {
      return 2 + Math.max(visit(operation.left()), visit(operation.right()));
    }
    if (node instanceof Node.Membership in) {
      return 2 + Math.max(visit(in.key()), Math.max(visit(in.value()), visit(in.collection())));
    }
    return 1;
  }

  private int all(List<Node> nodes) {
    int deepest = 0;
    for (Node node : nodes) {
      deepest = Math.max(deepest, visit(node));
    }
    return deepest;
  }

  private void called(Callee callee) {
    if (callee instanceof Callee.OfRule rule) {
      RuleCode function = tree.function(rule.path());
      if (function != null) {
        used.add(function);
      }
    }
  }

  /** Adds every rule that a path can lead to or through. */
  private void refer(RuleTree.Place place, List<Node> keys, int at) {
    effort.spend(1);
    if (place.rule() != null) {
      used.add(place.rule());
    } else if (at < keys.size() && keys.get(at) instanceof Node.Constant constant) {
      RuleTree.Place child = constant.value() instanceof String name ? place.child(name) : null;
      if (child != null) {
        refer(child, keys, at + 1);
      }
    } else {
      place.children().values().forEach(child -> refer(child, keys, at + 1));
    }
  }
}
