package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Replacing;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles what {@code with} replaces. */
final class ReplacementCompiler {
  private ReplacementCompiler() {}

  static Replacing.Change compile(
      Replacement replacement, int at, NodeCompiler nodes, Set<Local> bound) {
    if (replacement instanceof Replacement.OfInput input) {
      return Replacing.input(
          input.path().toArray(new String[0]), nodes.compile(input.value(), bound));
    }
    if (replacement instanceof Replacement.OfData data) {
      return Replacing.data(
          data.path().toArray(new String[0]),
          rules(data.path(), at, nodes.context()),
          nodes.compile(data.value(), bound));
    }
    if (replacement instanceof Replacement.ByFunction by) {
      return Replacing.function(by.target(), by.function(), null);
    }
    Replacement.ByValue by = (Replacement.ByValue) replacement;
    return Replacing.function(by.target(), null, nodes.compile(by.value(), bound));
  }

  /** The rules at and below a path. */
  private static int[] rules(List<String> path, int at, Context context) {
    RuleTree.Place place = context.rules().root();
    for (String name : path) {
      if (place.rule() != null) {
        throw context.error(at, "'with' cannot replace a part of a rule's value");
      }
      RuleTree.Place child = place.child(name);
      if (child == null) {
        return new int[0];
      }
      place = child;
    }
    List<Integer> indices = new ArrayList<>();
    collect(place, indices);
    context.effort().spend(indices.size());
    return indices.stream().mapToInt(i -> i).toArray();
  }

  private static void collect(RuleTree.Place place, List<Integer> indices) {
    if (place.rule() != null) {
      indices.add(place.rule().index());
    }
    place.children().values().forEach(child -> collect(child, indices));
  }
}
