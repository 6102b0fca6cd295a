package dev.keybay.api.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A policy failed or used more than it may. Always a deny. */
public final class PolicyEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure, named as in the Open Policy Agent. */
  public enum Kind {
    /** Two definitions of one complete rule or function gave different values. */
    CONFLICT,
    /** A builtin was given what it cannot take. */
    BUILTIN,
    /** A value has a type that the operation cannot take. */
    TYPE,
    /** A limit was reached. */
    LIMIT,
    /** A host function failed. */
    FUNCTION
  }

  private final Kind kind;

  public PolicyEvaluationException(Kind kind, String message) {
    this(kind, message, null);
  }

  public PolicyEvaluationException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }
}
