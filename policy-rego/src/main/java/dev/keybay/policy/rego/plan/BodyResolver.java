package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Literal;
import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Resolves one body into steps. What can have many values inside of an expression (a path with an
 * unbound key, a relation) becomes a step before the expression's, which then uses its local.
 */
final class BodyResolver {
  private static final int MAX_STEPS = 10_000;

  private final Resolver resolver;
  private final Scope scope;
  private final TermResolver terms;
  private List<Step> steps = new ArrayList<>();

  BodyResolver(Resolver resolver, Scope scope) {
    this.resolver = resolver;
    this.scope = scope;
    this.terms = new TermResolver(resolver, this);
  }

  Scope scope() {
    return scope;
  }

  TermResolver terms() {
    return terms;
  }

  /** The body with all steps so far. */
  Block block() {
    return new Block(scope.region(), List.copyOf(steps));
  }

  void add(Step step) {
    if (steps.size() == MAX_STEPS) {
      throw resolver.error(step.at(), "the body has more than " + MAX_STEPS + " steps");
    }
    steps.add(step);
  }

  void literals(List<Literal> literals) {
    for (Literal literal : literals) {
      literal(literal);
    }
  }

  private void literal(Literal literal) {
    int at = literal.at();
    if (literal instanceof Literal.Expression e) {
      expression(e.term(), at);
    } else if (literal instanceof Literal.Unify u) {
      unify(u.left(), u.right(), at);
    } else if (literal instanceof Literal.Assign a) {
      assign(a);
    } else if (literal instanceof Literal.Some s) {
      s.names().forEach(scope::declare);
    } else if (literal instanceof Literal.SomeIn s) {
      Node collection = terms.node(s.collection());
      declare(s.key());
      declare(s.value());
      Node key = s.key() == null ? null : terms.node(s.key());
      add(new Step.SomeIn(key, terms.node(s.value()), collection, at));
    } else if (literal instanceof Literal.Not n) {
      add(new Step.Not(nested(n.literal()), at));
    } else if (literal instanceof Literal.Every e) {
      every(e);
    } else if (literal instanceof Literal.With w) {
      with(w);
    }
  }

  /** The steps of a literal within this body. */
  private List<Step> nested(Literal literal) {
    List<Step> outer = steps;
    steps = new ArrayList<>();
    literal(literal);
    List<Step> inner = List.copyOf(steps);
    steps = outer;
    return inner;
  }

  private void expression(Term term, int at) {
    if (term instanceof Term.Call call) {
      Node.Invoke invoke = terms.invoke(call, true);
      Node output = terms.output(call);
      if (terms.isRelation(invoke)) {
        add(new Step.Enumerate(invoke, output, at));
      } else {
        add(output == null ? new Step.Truth(invoke, at) : new Step.Unify(output, invoke, at));
      }
      return;
    }
    Node path = terms.path(term);
    add(path != null ? new Step.Generate(path, null, at) : new Step.Truth(terms.node(term), at));
  }

  private void assign(Literal.Assign assign) {
    Node path = terms.path(assign.value());
    Node value = path == null ? terms.node(assign.value()) : path;
    declare(assign.pattern());
    Node pattern = terms.node(assign.pattern());
    add(
        path == null
            ? new Step.Unify(pattern, value, assign.at())
            : new Step.Generate(path, pattern, assign.at()));
  }

  private void declare(@Nullable Term pattern) {
    OwnNames own = new OwnNames();
    if (pattern != null) {
      own.declare(pattern, false);
    }
    own.declared().forEach(scope::declare);
  }

  private void unify(Term left, Term right, int at) {
    // A path with unbound keys on one side is generated straight into the other side.
    Node path = terms.path(right);
    if (path != null) {
      add(new Step.Generate(path, terms.node(left), at));
      return;
    }
    path = terms.path(left);
    if (path != null) {
      add(new Step.Generate(path, terms.node(right), at));
      return;
    }
    Node first = terms.node(left);
    add(new Step.Unify(first, terms.node(right), at));
  }

  private void every(Literal.Every every) {
    Node domain = terms.node(every.domain());
    Scope inner = new Scope(scope, scope.frame());
    Local key = every.key() == null ? null : declare(inner, every.key());
    Local value = declare(inner, every.value());
    BodyResolver body = resolver.body(inner, scope.frame(), every.body());
    Block block = body.block();
    var free = block.free();
    free.remove(key);
    free.remove(value);
    add(new Step.Every(key, value, domain, block, free, every.at()));
  }

  private static Local declare(Scope scope, String name) {
    return name.equals("_") ? scope.anonymous() : scope.declare(name);
  }

  private void with(Literal.With with) {
    List<Replacement> replacements = new ArrayList<>();
    for (Literal.Replacement replacement : with.replacements()) {
      replacements.add(replacement(replacement));
    }
    int slot = scope.frame().slot();
    scope.frame().slot();
    add(new Step.With(replacements, nested(with.literal()), slot, with.at()));
  }

  private Replacement replacement(Literal.Replacement replacement) {
    List<String> target = terms.constantPath(replacement.target());
    if (target == null) {
      throw resolver.error(
          replacement.target().at(),
          "expected 'with' a path of names in input, data or a function");
    }
    Callee replaced = terms.callees().replaceable(target, replacement.target());
    if (replaced != null) {
      List<String> name = terms.constantPath(replacement.value());
      Callee function = name == null ? null : terms.callees().find(name, replacement.value());
      return function != null
          ? new Replacement.ByFunction(replaced, function)
          : new Replacement.ByValue(replaced, terms.node(replacement.value()));
    }
    Node value = terms.node(replacement.value());
    List<String> path = terms.callees().absolute(target);
    if (path == null) {
      throw resolver.error(replacement.target().at(), "'with' cannot replace a local");
    }
    List<String> rest = path.subList(1, path.size());
    return path.get(0).equals("input")
        ? new Replacement.OfInput(rest, value)
        : new Replacement.OfData(rest, value);
  }

  /** A local that takes each value of what has many. */
  Node.Variable temporary() {
    return new Node.Variable(scope.anonymous());
  }

  @Nullable Local find(String name) {
    return scope.find(name);
  }
}
