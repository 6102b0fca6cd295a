package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Bodies;
import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Match;
import dev.keybay.policy.rego.eval.Paths;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles paths: what is known of them at compile time is walked then. */
final class PathCompiler {
  private final RuleTree rules;
  private final NodeCompiler nodes;

  PathCompiler(RuleTree rules, NodeCompiler nodes) {
    this.rules = rules;
    this.nodes = nodes;
  }

  /** A path of data with bound keys. Its value may have to be settled before it is kept. */
  Expression data(List<Node> keys, Set<Local> bound) {
    RuleTree.Place place = rules.root();
    int depth = 0;
    while (depth < keys.size() && place.rule() == null) {
      RuleTree.Place child =
          keys.get(depth) instanceof Node.Constant c && c.value() instanceof String name
              ? place.child(name)
              : null;
      if (child == null) {
        break;
      }
      place = child;
      depth++;
    }
    Object[] path = new Object[depth];
    for (int i = 0; i < depth; i++) {
      path[i] = ((Node.Constant) keys.get(i)).value();
    }
    Expression head = place.rule() != null ? Paths.rule(place.rule()) : Paths.place(place, path);
    if (depth == keys.size()) {
      return head;
    }
    Expression[] rest = nodes.all(keys.subList(depth, keys.size()), bound);
    return place.rule() != null ? Paths.lookup(head, rest) : Paths.documents(head, rest);
  }

  /** A path with unbound keys, which takes every value that they can lead to. */
  List<Stage> generate(Step.Generate step, Set<Local> bound, MatchCompiler matches) {
    List<Node> keys =
        step.path() instanceof Node.Lookup lookup
            ? lookup.keys()
            : ((Node.DataPath) step.path()).keys();
    int at = boundKeys(keys, 0, bound);
    Expression current =
        step.path() instanceof Node.Lookup lookup
            ? lookup(nodes.compile(lookup.head(), bound), keys.subList(0, at), bound)
            : data(keys.subList(0, at), bound);
    List<Stage> stages = new ArrayList<>();
    while (at < keys.size()) {
      Expression collection = current;
      Match key = matches.match(keys.get(at), bound);
      int slot = nodes.context().frame().slot();
      Match value =
          (e, frame, found) -> {
            frame[slot] = found;
            return true;
          };
      stages.add(new Stage.Many(rest -> Bodies.each(collection, key, value, rest)));
      int next = boundKeys(keys, at + 1, bound);
      current = lookup(Paths.slot(slot), keys.subList(at + 1, next), bound);
      at = next;
    }
    Expression result = Paths.settled(current);
    if (step.target() == null) {
      stages.add(new Stage.Test(Bodies.truth(result)));
    } else {
      Match target = matches.match(step.target(), bound);
      stages.add(
          new Stage.Test(
              (e, frame) -> {
                Object value = result.eval(e, frame);
                return value != null && target.match(e, frame, value);
              }));
    }
    return stages;
  }

  private Expression lookup(Expression head, List<Node> keys, Set<Local> bound) {
    return keys.isEmpty() ? head : Paths.lookup(head, nodes.all(keys, bound));
  }

  private int boundKeys(List<Node> keys, int from, Set<Local> bound) {
    int at = from;
    while (at < keys.size() && nodes.context().readiness().missing(keys.get(at), bound) == null) {
      at++;
    }
    return at;
  }
}
