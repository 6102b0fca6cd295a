package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking apart two sides of which neither can be evaluated by itself. */
final class Unification {
  private Unification() {}

  /** What must be equal for both to be; absent if that cannot be said part by part. */
  static @Nullable List<Step.Unify> parts(Node left, Node right, int at) {
    if (left instanceof Node.ArrayNode a
        && right instanceof Node.ArrayNode b
        && a.elements().size() == b.elements().size()) {
      return pairs(a.elements(), b.elements(), at);
    }
    if (left instanceof Node.ObjectNode a
        && right instanceof Node.ObjectNode b
        && a.keys().size() == b.keys().size()) {
      List<Node> values = new ArrayList<>();
      for (Node key : a.keys()) {
        int place = b.keys().indexOf(key);
        if (place < 0 || !(key instanceof Node.Constant)) {
          return null;
        }
        values.add(b.values().get(place));
      }
      return pairs(a.values(), values, at);
    }
    return null;
  }

  private static List<Step.Unify> pairs(List<Node> left, List<Node> right, int at) {
    List<Step.Unify> pairs = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      pairs.add(new Step.Unify(left.get(i), right.get(i), at));
    }
    return pairs;
  }
}
