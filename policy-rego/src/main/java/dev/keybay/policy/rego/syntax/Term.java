package dev.keybay.policy.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression. {@code at} is where it begins in the text, in characters from 0. */
public sealed interface Term {
  int at();

  /** A scalar. */
  record Constant(Object value, int at) implements Term {}

  /** A name, {@code _} included. */
  record Name(String name, int at) implements Term {}

  /** Something looked into: {@code head[path[0]][path[1]]}; {@code .name} is {@code ["name"]}. */
  record Ref(Term head, List<Term> path, int at) implements Term {}

  /** A call; the function is a name or a reference of names. */
  record Call(Term function, List<Term> arguments, int at) implements Term {}

  record ArrayTerm(List<Term> elements, int at) implements Term {}

  record SetTerm(List<Term> elements, int at) implements Term {}

  record ObjectTerm(List<Entry> entries, int at) implements Term {}

  /** An entry of an object. */
  record Entry(Term key, Term value) {}

  /**
   * A comprehension.
   *
   * @param key the key of an object comprehension, absent otherwise
   */
  record Comprehension(Shape shape, @Nullable Term key, Term value, List<Literal> body, int at)
      implements Term {}

  /** What a comprehension makes. */
  enum Shape {
    ARRAY,
    SET,
    OBJECT
  }

  /** {@code left operator right}. */
  record Infix(String operator, Term left, Term right, int at) implements Term {}

  /** {@code key, value in collection}, as a test. */
  record Membership(@Nullable Term key, Term value, Term collection, int at) implements Term {}
}
