package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import org.jspecify.annotations.Nullable;

/** A builtin function. Each is one object, so that calls can be compared by identity. */
public final class Builtin {

  /** The function itself; it has no state. */
  @FunctionalInterface
  interface Body {
    /**
     * Gives the result; undefined if there is none.
     *
     * @throws Failure if it cannot take an argument
     */
    @Nullable Object call(Arguments arguments);
  }

  private final String name;
  private final int arity;
  private final boolean relation;
  private final Body body;

  private Builtin(String name, int arity, boolean relation, Body body) {
    this.name = name;
    this.arity = arity;
    this.relation = relation;
    this.body = body;
  }

  static Builtin of(String name, int arity, Body body) {
    return new Builtin(name, arity, false, body);
  }

  /** A builtin with any number of arguments. */
  static Builtin variadic(String name, Body body) {
    return new Builtin(name, -1, false, body);
  }

  /** A builtin with many results, given as an array. */
  static Builtin relation(String name, int arity, Body body) {
    return new Builtin(name, arity, true, body);
  }

  public String name() {
    return name;
  }

  /** The number of arguments; -1 if any. */
  public int arity() {
    return arity;
  }

  /** Whether it has many results. */
  public boolean isRelation() {
    return relation;
  }

  /**
   * Calls it.
   *
   * @throws Failure if it cannot take an argument
   */
  public @Nullable Object call(Environment environment, Object[] values) {
    if (arity >= 0 && values.length != arity) {
      throw Failure.type("takes " + arity + " arguments but got " + values.length);
    }
    return body.call(new Arguments(environment, values));
  }
}
