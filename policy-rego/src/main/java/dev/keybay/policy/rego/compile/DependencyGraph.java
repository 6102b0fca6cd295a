package dev.keybay.policy.rego.compile;

import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.eval.RuleCode;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Definition;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which rules evaluate which. It must have no cycle, and the longest way through it bounds the
 * stack that an evaluation needs.
 */
final class DependencyGraph {
  /** Bounds the memory of the graph. */
  private static final int MAX_EDGES = 500_000;

  /** The deepest nesting that is let through, in frames of the stack. */
  private static final int MAX_DEPTH = 100_000;

  private final RuleTree tree;
  private final Effort effort;
  private final Map<RuleCode, Set<RuleCode>> edges = new HashMap<>();
  private int count;

  /** How often functions are replaced by others. */
  private int replacements;

  DependencyGraph(RuleTree tree, Effort effort) {
    this.tree = tree;
    this.effort = effort;
  }

  /** Adds what a definition uses, and its share of the rule's weight. */
  void add(RuleCode rule, Definition definition, Head head) {
    Set<RuleCode> used = edges.computeIfAbsent(rule, r -> new LinkedHashSet<>());
    int before = used.size();
    Dependencies dependencies = new Dependencies(tree, used, effort);
    int weight = dependencies.visit(definition);
    replacements += dependencies.replacements();
    rule.setWeight(Math.max(rule.weight(), weight));
    count += used.size() - before;
    if (count > MAX_EDGES) {
      throw head.module()
          .source()
          .error(head.rule().at(), "rules refer to more than " + MAX_EDGES + " rules in all");
    }
  }

  /** A rule on the current way and what is left to visit of what it uses. */
  private static final class Visit {
    private final RuleCode rule;
    private final Iterator<RuleCode> rest;
    private int deepest;

    Visit(RuleCode rule, Iterator<RuleCode> rest) {
      this.rule = rule;
      this.rest = rest;
    }
  }

  /** The largest sum of weights on any way. Not recursive: ways can be as long as policies are. */
  int maxDepth(Collection<RuleCode> rules) {
    Map<RuleCode, Integer> depths = new HashMap<>();
    int max = 0;
    for (RuleCode rule : rules) {
      if (!depths.containsKey(rule)) {
        visit(rule, depths);
      }
      max = Math.max(max, depths.get(rule));
    }
    if (max > MAX_DEPTH) {
      throw new PolicySyntaxException("rules refer to rules through too many levels", 0, 0);
    }
    // A replaced function jumps to its stand-in from below the replacement, out of sight of this
    // graph, and under it no replacement is in force: one more way for each, at most.
    return (int) Math.min(MAX_DEPTH, (1L + replacements) * max);
  }

  private void visit(RuleCode start, Map<RuleCode, Integer> depths) {
    Deque<Visit> way = new ArrayDeque<>();
    Set<RuleCode> onWay = new LinkedHashSet<>();
    way.push(begin(start, onWay));
    while (!way.isEmpty()) {
      Visit top = way.peek();
      if (!top.rest.hasNext()) {
        way.pop();
        onWay.remove(top.rule);
        int depth = top.rule.weight() + top.deepest;
        depths.put(top.rule, depth);
        if (!way.isEmpty()) {
          way.peek().deepest = Math.max(way.peek().deepest, depth);
        }
        continue;
      }
      RuleCode next = top.rest.next();
      if (onWay.contains(next)) {
        throw new PolicySyntaxException(
            "data." + String.join(".", next.path()) + " refers to itself", 0, 0);
      }
      Integer known = depths.get(next);
      if (known == null) {
        way.push(begin(next, onWay));
      } else {
        top.deepest = Math.max(top.deepest, known);
      }
    }
  }

  private Visit begin(RuleCode rule, Set<RuleCode> onWay) {
    onWay.add(rule);
    return new Visit(rule, edges.getOrDefault(rule, Set.of()).iterator());
  }
}
