package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Bodies;
import dev.keybay.policy.rego.eval.CompleteRule;
import dev.keybay.policy.rego.eval.Continuation;
import dev.keybay.policy.rego.eval.DefinitionCode;
import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Fixed;
import dev.keybay.policy.rego.eval.Match;
import dev.keybay.policy.rego.eval.ObjectRule;
import dev.keybay.policy.rego.eval.RuleCode;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Definition;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Program;
import dev.keybay.policy.rego.syntax.Rule;
import dev.keybay.policy.rego.value.Order;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compiles all definitions of a rule. */
final class RuleCompiler {
  private final Program program;
  private final RuleTree tree;
  private final DependencyGraph graph;
  private final Effort effort;

  RuleCompiler(Program program, RuleTree tree, DependencyGraph graph, Effort effort) {
    this.program = program;
    this.tree = tree;
    this.graph = graph;
    this.effort = effort;
  }

  void compile(RuleCode rule, List<Head> heads) {
    List<DefinitionCode> definitions = new ArrayList<>();
    @Nullable DefinitionCode otherwise = null;
    for (Head head : heads) {
      Definition definition = Definition.resolve(head.module(), head.rule(), head.keys(), program);
      graph.add(rule, definition, head);
      DefinitionCode code = definition(rule, head, definition);
      if (!head.rule().isDefault()) {
        definitions.add(code);
      } else if (otherwise == null) {
        otherwise = code;
      } else {
        throw head.module().source().error(head.rule().at(), "a rule has one default only");
      }
    }
    if (rule instanceof ObjectRule object) {
      if (otherwise != null) {
        definitions.add(otherwise);
      }
      object.define(definitions.toArray(new DefinitionCode[0]));
    } else {
      ((CompleteRule) rule)
          .define(definitions.toArray(new DefinitionCode[0]), otherwise, agree(definitions));
    }
  }

  /** Whether every definition always gives the same constant. */
  private static boolean agree(List<DefinitionCode> definitions) {
    Object first = null;
    for (DefinitionCode definition : definitions) {
      Object value = definition.constant();
      if (value == null || (first != null && !Order.equal(first, value))) {
        return false;
      }
      first = value;
    }
    return true;
  }

  private DefinitionCode definition(RuleCode rule, Head head, Definition definition) {
    NodeCompiler nodes =
        new NodeCompiler(new Context(head.module().source(), definition.frame(), tree, effort));
    BodyCompiler bodies = new BodyCompiler(nodes);
    Set<Local> parameters = new HashSet<>();
    Match[] matches = new Match[definition.parameters().size()];
    for (int i = 0; i < matches.length; i++) {
      Node pattern = definition.parameters().get(i);
      if (nodes.context().readiness().pattern(pattern, parameters) != null) {
        throw head.module().source().error(head.rule().at(), "expected parameters to be patterns");
      }
      matches[i] = bodies.matches().match(pattern, parameters);
    }
    List<Continuation> branches = new ArrayList<>();
    @Nullable Object constant = null;
    for (Definition.Branch branch : definition.branches()) {
      Set<Local> bound = new HashSet<>(parameters);
      List<Stage> stages = bodies.stages(branch.body().steps(), bound);
      branch.keys().forEach(key -> bodies.require(key, head.rule().at(), bound));
      bodies.require(branch.value(), head.rule().at(), bound);
      Expression[] keys = nodes.all(branch.keys(), bound);
      Expression value = nodes.compile(branch.value(), bound);
      branches.add(
          Stage.link(
              stages,
              rule instanceof ObjectRule
                  ? ObjectRule.collect(keys, value, mode(head))
                  : Bodies.value(value, rule)));
      constant =
          definition.branches().size() == 1 && value instanceof Fixed fixed ? fixed.value() : null;
    }
    return new DefinitionCode(
        definition.frame().size(),
        matches,
        branches.toArray(new Continuation[0]),
        places(head.rule()),
        constant);
  }

  private static int[] places(Rule rule) {
    return IntStream.concat(
            IntStream.of(rule.at()), rule.alternatives().stream().mapToInt(Rule.Else::at))
        .toArray();
  }

  private static ObjectRule.Mode mode(Head head) {
    if (head.rule().element() != null) {
      return ObjectRule.Mode.ELEMENT;
    }
    return head.rule().isDefault() ? ObjectRule.Mode.DEFAULT : ObjectRule.Mode.VALUE;
  }
}
