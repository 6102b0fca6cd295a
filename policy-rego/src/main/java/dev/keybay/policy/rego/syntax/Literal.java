package dev.keybay.policy.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a body. */
public sealed interface Literal {
  int at();

  /** An expression that must be defined and not false. */
  record Expression(Term term, int at) implements Literal {}

  /** {@code left = right}. */
  record Unify(Term left, Term right, int at) implements Literal {}

  /** {@code pattern := value}, which declares the names of the pattern. */
  record Assign(Term pattern, Term value, int at) implements Literal {}

  record Not(Literal literal, int at) implements Literal {}

  /** {@code some x, y}. */
  record Some(List<String> names, int at) implements Literal {}

  /** {@code some key, value in collection}, which declares the names of key and value. */
  record SomeIn(@Nullable Term key, Term value, Term collection, int at) implements Literal {}

  /** {@code every key, value in domain { body }}. */
  record Every(@Nullable String key, String value, Term domain, List<Literal> body, int at)
      implements Literal {}

  /** A literal evaluated with replaced documents and functions. */
  record With(Literal literal, List<Replacement> replacements, int at) implements Literal {}

  /** {@code with target as value}. */
  record Replacement(Term target, Term value) {}
}
