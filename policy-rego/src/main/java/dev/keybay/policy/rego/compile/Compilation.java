package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.CompleteRule;
import dev.keybay.policy.rego.eval.ObjectRule;
import dev.keybay.policy.rego.eval.RuleCode;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles modules together. */
public final class Compilation {
  private final List<Module> modules;
  private final Groups groups;
  private final RuleTree tree = new RuleTree();

  /** The rules in the order of the text, with their definitions. */
  private final Map<RuleCode, List<Head>> rules = new LinkedHashMap<>();

  private Compilation(List<Module> modules) {
    this.modules = modules;
    this.groups = new Groups(modules);
  }

  /**
   * Compiles modules.
   *
   * @throws dev.keybay.api.policy.PolicySyntaxException if one is no valid module, or they do not
   *     fit together
   */
  public static RuleTree compile(List<Source> sources) {
    Compilation compilation = new Compilation(sources.stream().map(Module::parse).toList());
    compilation.place();
    compilation.define();
    return compilation.tree;
  }

  /** Gives every rule its place, so that definitions can refer to any of them. */
  private void place() {
    groups.functions().forEach((path, heads) -> placeFunction(path, heads));
    groups.rules().forEach((path, heads) -> placeRule(path, heads));
    for (Module module : modules) {
      grow(module.path(), module.source(), 0);
    }
  }

  private RuleTree.Place grow(List<String> path, Source source, int at) {
    RuleTree.Place place = tree.root();
    for (String name : path) {
      if (place.rule() != null) {
        throw source.error(at, "data." + String.join(".", path) + " is below another rule");
      }
      place = place.grow(name);
    }
    return place;
  }

  private void placeFunction(List<String> path, List<Head> heads) {
    Head first = heads.get(0);
    for (Head head : heads) {
      if (groups.arity(path) != java.util.Objects.requireNonNull(head.rule().parameters()).size()) {
        throw error(head, "every definition of a function takes the same number of arguments");
      }
      if (groups.rules().containsKey(path)) {
        throw error(head, "a rule and a function have the same name");
      }
    }
    grow(path.subList(0, path.size() - 1), first.module().source(), first.rule().at());
    CompleteRule function = new CompleteRule(tree.nextIndex(), path, true);
    tree.putFunction(path, function);
    rules.put(function, heads);
  }

  private void placeRule(List<String> path, List<Head> heads) {
    Head first = heads.get(0);
    boolean partial = first.isPartial();
    boolean set = partial && first.keys().isEmpty();
    for (Head head : heads) {
      if (head.isPartial() != partial || (partial && head.keys().isEmpty() != set)) {
        throw error(
            head, "data." + String.join(".", path) + " is a set, an object or a value, not two");
      }
    }
    RuleTree.Place place = grow(path, first.module().source(), first.rule().at());
    if (!place.children().isEmpty()) {
      throw error(first, "other rules are below data." + String.join(".", path));
    }
    RuleCode rule =
        partial
            ? new ObjectRule(tree.nextIndex(), path, set)
            : new CompleteRule(tree.nextIndex(), path, false);
    place.set(rule);
    rules.put(rule, heads);
  }

  private void define() {
    Effort effort = new Effort();
    DependencyGraph graph = new DependencyGraph(tree, effort);
    RuleCompiler compiler = new RuleCompiler(groups, tree, graph, effort);
    rules.forEach(compiler::compile);
    tree.setMaxDepth(graph.maxDepth(rules.keySet()));
  }

  private static RuntimeException error(Head head, String message) {
    return head.module().source().error(head.rule().at(), message);
  }
}
