package dev.keybay.policy.rego.value;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;

/** The fixed bounds on a single value. What one evaluation may use is in its policy limits. */
public final class Limits {
  /** How deep arrays, sets and objects that a policy makes may nest. */
  public static final int MADE_DEPTH = 256;

  /** How deep the host's documents ({@code input}, {@code data}) may nest where they are read. */
  public static final int DOCUMENT_DEPTH = 512;

  /** The size of an integer in bits. */
  public static final int INTEGER_BITS = 1 << 15;

  /** The length of a number's text. */
  public static final int NUMBER_TEXT = 4096;

  private Limits() {}

  /** The failure of an evaluation that has gone over a bound. */
  public static PolicyEvaluationException exceeded(String message) {
    return new PolicyEvaluationException(Kind.LIMIT, message);
  }
}
