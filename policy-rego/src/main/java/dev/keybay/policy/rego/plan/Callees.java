package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.builtin.Builtin;
import dev.keybay.policy.rego.builtin.Builtins;
import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the functions that names stand for, as one body sees them. */
final class Callees {
  private final Resolver resolver;
  private final BodyResolver body;

  Callees(Resolver resolver, BodyResolver body) {
    this.resolver = resolver;
    this.body = body;
  }

  /** The path from {@code data} or {@code input} that names stand for; absent if there is none. */
  @Nullable List<String> absolute(List<String> name) {
    if (body.find(name.get(0)) != null) {
      return null;
    }
    List<String> root = resolver.names().path(name.get(0));
    if (root == null) {
      return null;
    }
    List<String> path = new ArrayList<>(root);
    path.addAll(name.subList(1, name.size()));
    return path;
  }

  /** The function of that name; absent if it is none that is known before the evaluation. */
  @Nullable Callee find(List<String> name, Term at) {
    List<String> path = absolute(name);
    if (path != null) {
      List<String> rule = path.subList(1, path.size());
      return path.get(0).equals("data") && resolver.names().program().arity(rule) >= 0
          ? new Callee.OfRule(List.copyOf(rule))
          : null;
    }
    if (name.size() == 1 && body.find(name.get(0)) != null && !(at instanceof Term.Name)) {
      return null;
    }
    Builtin builtin = Builtins.find(String.join(".", name));
    return builtin == null ? null : new Callee.OfBuiltin(builtin);
  }

  /** The function that {@code with} replaces; absent if the name stands for a document. */
  @Nullable Callee replaceable(List<String> name, Term at) {
    Callee known = find(name, at);
    boolean host = known == null && absolute(name) == null && body.find(name.get(0)) == null;
    return host ? new Callee.OfHost(String.join(".", name)) : known;
  }

  /** The function that a call calls. */
  Callee called(List<String> name, Term at) {
    Callee known = find(name, at);
    if (known != null) {
      return known;
    }
    if (absolute(name) != null) {
      throw resolver.error(at.at(), "'" + String.join(".", name) + "' is no function");
    }
    return new Callee.OfHost(String.join(".", name));
  }

  /** The number of arguments; -1 if any number will do or it is not known yet. */
  int arity(Callee callee) {
    if (callee instanceof Callee.OfRule rule) {
      return resolver.names().program().arity(rule.path());
    }
    return callee instanceof Callee.OfBuiltin builtin ? builtin.builtin().arity() : -1;
  }
}
