package dev.keybay.policy.rego.compile;

import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.eval.Bodies;
import dev.keybay.policy.rego.eval.Condition;
import dev.keybay.policy.rego.eval.Continuation;
import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Match;
import dev.keybay.policy.rego.eval.Replacing;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Compiles bodies: puts their steps into an order in which every local is bound before it is used,
 * the order of the text where it can be.
 */
final class BodyCompiler {
  private final NodeCompiler nodes;
  private final MatchCompiler matches;

  BodyCompiler(NodeCompiler nodes) {
    this.nodes = nodes;
    this.matches = new MatchCompiler(nodes);
  }

  MatchCompiler matches() {
    return matches;
  }

  /** A body up to its end. Afterwards {@code bound} holds what it binds, too. */
  List<Stage> stages(List<Step> steps, Set<Local> bound) {
    Agenda agenda = new Agenda(steps, nodes.context().readiness());
    List<Stage> stages = new ArrayList<>();
    while (!agenda.isEmpty()) {
      Step next = agenda.next(bound);
      if (next == null) {
        Agenda.Blocked first = agenda.blocked();
        throw unsafe(first.missing(), first.step().at());
      }
      stages.addAll(compile(next, bound));
    }
    return stages;
  }

  /** Checks that the body gives a value to all that is evaluated for each of its solutions. */
  void require(Node head, int at, Set<Local> bound) {
    Local missing = nodes.context().readiness().missing(head, bound);
    if (missing != null) {
      throw unsafe(missing, at);
    }
  }

  private PolicySyntaxException unsafe(Local local, int at) {
    String name = local.isAnonymous() ? "a value" : "'" + local.name() + "'";
    return nodes.context().error(at, name + " is unsafe: nothing gives it a value");
  }

  private List<Stage> compile(Step step, Set<Local> bound) {
    if (step instanceof Step.Truth truth) {
      return List.of(new Stage.Test(Bodies.truth(nodes.compile(truth.node(), bound))));
    }
    if (step instanceof Step.Generate generate) {
      return nodes.paths().generate(generate, bound, matches);
    }
    if (step instanceof Step.Enumerate enumerate) {
      Expression results = nodes.compile(enumerate.relation(), bound);
      Match target = matches.match(enumerate.target(), bound);
      return List.of(new Stage.Many(rest -> Bodies.each(results, MatchCompiler.ANY, target, rest)));
    }
    if (step instanceof Step.Unify unify) {
      return unify(unify, bound);
    }
    if (step instanceof Step.SomeIn some) {
      Expression collection = nodes.compile(some.collection(), bound);
      Match key = matches.match(some.key(), bound);
      Match value = matches.match(some.value(), bound);
      return List.of(new Stage.Many(rest -> Bodies.each(collection, key, value, rest)));
    }
    if (step instanceof Step.Not not) {
      Continuation body = Stage.link(stages(not.steps(), new HashSet<>(bound)), Bodies.FOUND);
      return List.of(new Stage.Test(Bodies.none(body)));
    }
    return step instanceof Step.Every every
        ? List.of(new Stage.Test(every(every, bound)))
        : List.of(with((Step.With) step, bound));
  }

  private List<Stage> unify(Step.Unify step, Set<Local> bound) {
    if (nodes.context().readiness().missing(step.left(), bound) == null) {
      return List.of(matched(step.left(), step.right(), bound));
    }
    if (nodes.context().readiness().missing(step.right(), bound) == null) {
      return List.of(matched(step.right(), step.left(), bound));
    }
    List<Step.Unify> parts = Unification.parts(step.left(), step.right(), step.at());
    if (parts == null) {
      throw new IllegalStateException("a unification that is not ready");
    }
    return stages(List.copyOf(parts), bound);
  }

  private Stage matched(Node value, Node pattern, Set<Local> bound) {
    Expression expression = nodes.compile(value, bound);
    Match match = matches.match(pattern, bound);
    return new Stage.Test(
        (e, frame) -> {
          Object found = expression.eval(e, frame);
          return found != null && match.match(e, frame, found);
        });
  }

  private Condition every(Step.Every every, Set<Local> bound) {
    Expression domain = nodes.compile(every.domain(), bound);
    Set<Local> inner = new HashSet<>(bound);
    Match key = matches.match(every.key() == null ? null : new Node.Variable(every.key()), inner);
    Match value = matches.match(new Node.Variable(every.value()), inner);
    Continuation body = Stage.link(stages(every.body().steps(), inner), Bodies.FOUND);
    return Bodies.every(domain, key, value, body);
  }

  private Stage with(Step.With with, Set<Local> bound) {
    Replacing.Change[] changes =
        with.replacements().stream()
            .map(r -> ReplacementCompiler.compile(r, with.at(), nodes, bound))
            .toArray(Replacing.Change[]::new);
    List<Stage> inner = stages(with.steps(), bound);
    int slot = with.slot();
    return new Stage.Many(
        rest -> Replacing.with(changes, Stage.link(inner, Replacing.resume(slot, rest)), slot));
  }
}
