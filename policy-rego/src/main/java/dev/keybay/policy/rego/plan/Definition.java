package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Literal;
import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Rule;
import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a rule, resolved.
 *
 * @param parameters patterns, empty unless the rule is a function
 * @param branches the body and its {@code else} branches, in order
 */
public record Definition(
    Module module, int at, Frame frame, List<Node> parameters, List<Branch> branches) {

  /**
   * A body and what is evaluated for each of its solutions.
   *
   * @param keys where in the rule's object the value goes
   */
  public record Branch(Block body, List<Node> keys, Node value) {}

  /** Resolves a definition whose head has these keys after the rule's own path. */
  public static Definition resolve(Module module, Rule rule, List<Term> keys, Program program) {
    Resolver resolver = new Resolver(module, program);
    Frame frame = new Frame();
    @Nullable Scope scope = null;
    List<Node> parameters = List.of();
    if (rule.parameters() != null) {
      scope = resolver.parameters(frame, rule.parameters());
      BodyResolver patterns = new BodyResolver(resolver, scope);
      parameters = patterns.terms().nodes(rule.parameters());
      if (!patterns.block().steps().isEmpty()) {
        throw resolver.error(rule.at(), "expected parameters to be patterns");
      }
    }
    List<Branch> branches = new ArrayList<>();
    Term value = rule.element() != null ? rule.element() : rule.value();
    branches.add(branch(resolver, scope, frame, rule.body(), keys, value));
    for (Rule.Else alternative : rule.alternatives()) {
      branches.add(branch(resolver, scope, frame, alternative.body(), keys, alternative.value()));
    }
    return new Definition(module, rule.at(), frame, parameters, branches);
  }

  private static Branch branch(
      Resolver resolver,
      @Nullable Scope scope,
      Frame frame,
      List<Literal> literals,
      List<Term> keys,
      @Nullable Term value) {
    List<@Nullable Term> heads = new ArrayList<>(keys);
    heads.add(value);
    BodyResolver body = resolver.body(scope, frame, literals, heads.toArray(new Term[0]));
    List<Node> keyNodes = body.terms().nodes(keys);
    Node node = value == null ? new Node.Constant(true) : body.terms().node(value);
    return new Branch(body.block(), keyNodes, node);
  }
}
