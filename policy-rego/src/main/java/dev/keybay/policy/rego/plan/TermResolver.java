package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves the terms of one body. */
final class TermResolver {
  private final Resolver resolver;
  private final BodyResolver body;
  private final Callees callees;

  TermResolver(Resolver resolver, BodyResolver body) {
    this.resolver = resolver;
    this.body = body;
    this.callees = new Callees(resolver, body);
  }

  Callees callees() {
    return callees;
  }

  /** The node of a term; what has many values becomes a step of the body before it. */
  Node node(Term term) {
    if (term instanceof Term.Constant c) {
      return new Node.Constant(c.value());
    }
    if (term instanceof Term.Name name) {
      return name(name);
    }
    if (term instanceof Term.Ref ref) {
      Node path = reference(ref);
      return isGenerated(path) ? generated(path, ref.at()) : path;
    }
    if (term instanceof Term.Call call) {
      Node.Invoke invoke = invoke(call, false);
      return isRelation(invoke) ? enumerated(invoke, call.at()) : invoke;
    }
    if (term instanceof Term.ArrayTerm array) {
      return new Node.ArrayNode(nodes(array.elements()));
    }
    if (term instanceof Term.SetTerm set) {
      return new Node.SetNode(nodes(set.elements()));
    }
    if (term instanceof Term.ObjectTerm object) {
      return new Node.ObjectNode(
          nodes(object.entries().stream().map(Term.Entry::key).toList()),
          nodes(object.entries().stream().map(Term.Entry::value).toList()));
    }
    if (term instanceof Term.Comprehension comprehension) {
      return comprehension(comprehension);
    }
    if (term instanceof Term.Infix infix) {
      Node left = node(infix.left());
      return new Node.Operation(Operator.of(infix.operator()), left, node(infix.right()));
    }
    Term.Membership in = (Term.Membership) term;
    Node key = in.key() == null ? null : node(in.key());
    Node value = node(in.value());
    return new Node.Membership(key, value, node(in.collection()));
  }

  List<Node> nodes(List<Term> terms) {
    List<Node> nodes = new ArrayList<>(terms.size());
    for (Term term : terms) {
      nodes.add(node(term));
    }
    return nodes;
  }

  /** The path of a term that can have many values; absent if it has at most one. */
  @Nullable Node path(Term term) {
    if (!(term instanceof Term.Ref ref)) {
      return null;
    }
    Node path = reference(ref);
    return isGenerated(path) ? path : null;
  }

  private Node name(Term.Name name) {
    if (name.name().equals("_")) {
      return body.temporary();
    }
    Local local = body.find(name.name());
    if (local != null) {
      return new Node.Variable(local);
    }
    List<String> path = resolver.names().path(name.name());
    if (path == null) {
      throw resolver.error(name.at(), "'" + name.name() + "' is not known here");
    }
    return root(path, List.of());
  }

  private static Node root(List<String> path, List<Node> rest) {
    List<Node> keys = new ArrayList<>();
    for (String element : path.subList(1, path.size())) {
      keys.add(new Node.Constant(element));
    }
    keys.addAll(rest);
    if (path.get(0).equals("data")) {
      return new Node.DataPath(keys);
    }
    return keys.isEmpty() ? new Node.Input() : new Node.Lookup(new Node.Input(), keys);
  }

  private Node reference(Term.Ref ref) {
    if (ref.head() instanceof Term.Name name && body.find(name.name()) == null) {
      List<String> path = name.name().equals("_") ? null : resolver.names().path(name.name());
      if (path != null) {
        return root(path, nodes(ref.path()));
      }
    }
    Node head = node(ref.head());
    return new Node.Lookup(head, nodes(ref.path()));
  }

  /** Whether a key of the path is, or holds, a local that this body itself binds. */
  private boolean isGenerated(Node path) {
    List<Node> keys =
        path instanceof Node.Lookup lookup
            ? lookup.keys()
            : path instanceof Node.DataPath data ? data.keys() : List.<Node>of();
    return keys.stream().anyMatch(this::binds);
  }

  private boolean binds(Node key) {
    if (key instanceof Node.Variable variable) {
      return variable.local().owner() == body.scope().region();
    }
    if (key instanceof Node.ArrayNode array) {
      return array.elements().stream().anyMatch(this::binds);
    }
    return key instanceof Node.ObjectNode object && object.values().stream().anyMatch(this::binds);
  }

  private Node generated(Node path, int at) {
    Node.Variable value = body.temporary();
    body.add(new Step.Generate(path, value, at));
    return value;
  }

  private Node enumerated(Node.Invoke relation, int at) {
    Node.Variable value = body.temporary();
    body.add(new Step.Enumerate(relation, value, at));
    return value;
  }

  private Node comprehension(Term.Comprehension term) {
    Frame frame = body.scope().frame();
    BodyResolver inner = resolver.body(body.scope(), frame, term.body(), term.key(), term.value());
    Node key = term.key() == null ? null : inner.terms().node(term.key());
    Node value = inner.terms().node(term.value());
    Block block = inner.block();
    return new Node.Comprehension(
        term.shape(), key, value, block, block.free(key, value), frame.slot());
  }

  boolean isRelation(Node.Invoke invoke) {
    return invoke.callee() instanceof Callee.OfBuiltin b && b.builtin().isRelation();
  }

  /**
   * A call.
   *
   * @param statement whether it stands alone, where a last argument may take the result
   */
  Node.Invoke invoke(Term.Call call, boolean statement) {
    List<String> name = constantPath(call.function());
    if (name == null) {
      throw resolver.error(call.at(), "expected the name of a function");
    }
    Callee callee = callees.called(name, call.function());
    int arity = callees.arity(callee);
    int given = call.arguments().size();
    if (arity >= 0 && given != arity && !(statement && given == arity + 1)) {
      throw resolver.error(
          call.at(),
          "'" + String.join(".", name) + "' takes " + arity + " arguments but got " + given);
    }
    return new Node.Invoke(
        callee, nodes(arity < 0 ? call.arguments() : call.arguments().subList(0, arity)));
  }

  /** What a call that stands alone matches its result with; absent if there is nothing. */
  @Nullable Node output(Term.Call call) {
    List<String> name = constantPath(call.function());
    int arity = name == null ? -1 : callees.arity(callees.called(name, call.function()));
    return arity >= 0 && call.arguments().size() > arity ? node(call.arguments().get(arity)) : null;
  }

  /** The names of a reference that is made of names alone; absent otherwise. */
  @Nullable List<String> constantPath(Term term) {
    if (term instanceof Term.Name name) {
      return List.of(name.name());
    }
    if (!(term instanceof Term.Ref ref) || !(ref.head() instanceof Term.Name head)) {
      return null;
    }
    List<String> path = new ArrayList<>();
    path.add(head.name());
    for (Term element : ref.path()) {
      if (!(element instanceof Term.Constant c) || !(c.value() instanceof String name)) {
        return null;
      }
      path.add(name);
    }
    return path;
  }
}
