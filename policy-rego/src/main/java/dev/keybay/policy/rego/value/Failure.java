package dev.keybay.policy.rego.value;

import dev.keybay.api.policy.PolicyEvaluationException.Kind;

/**
 * An operation was given what it cannot take. Under strict evaluation it fails the evaluation,
 * otherwise the expression is undefined; it carries no stack trace because the latter is no
 * exception at all.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  private Failure(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** A value of a type that the operation does not take. */
  public static Failure type(String message) {
    return new Failure(Kind.TYPE, message);
  }

  /** A value of the right type that the operation cannot take. */
  public static Failure builtin(String message) {
    return new Failure(Kind.BUILTIN, message);
  }

  public Kind kind() {
    return kind;
  }
}
