package dev.keybay.policy.rego.plan;

import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.syntax.Literal;
import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves the bodies of one module. */
public final class Resolver {
  private final Names names;

  public Resolver(Module module, Program program) {
    this.names = new Names(module, program);
  }

  Names names() {
    return names;
  }

  PolicySyntaxException error(int at, String message) {
    return names.module().source().error(at, message);
  }

  /**
   * Begins a body: declares its names.
   *
   * @param outer what is around it
   * @param heads the terms that are evaluated for each of its solutions
   */
  BodyResolver body(
      @Nullable Scope outer, Frame frame, List<Literal> literals, @Nullable Term... heads) {
    OwnNames own = new OwnNames();
    own.literals(literals);
    for (Term head : heads) {
      own.term(head);
    }
    if (own.twice() != null) {
      int at = literals.isEmpty() ? 0 : literals.get(0).at();
      throw error(at, "'" + own.twice() + "' is declared twice in one body");
    }
    Scope scope = new Scope(outer, frame);
    for (String name : own.used()) {
      // What the body declares has its name from the declaration on only.
      if (!own.declared().contains(name) && scope.find(name) == null && names.path(name) == null) {
        scope.declare(name);
      }
    }
    BodyResolver body = new BodyResolver(this, scope);
    body.literals(literals);
    return body;
  }

  /** The parameters of a function: the names in them hide everything else of these names. */
  Scope parameters(Frame frame, List<Term> parameters) {
    OwnNames own = new OwnNames();
    parameters.forEach(parameter -> own.declare(parameter, false));
    Scope scope = new Scope(null, frame);
    own.declared().forEach(scope::declare);
    return scope;
  }
}
