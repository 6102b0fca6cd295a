package dev.keybay.policy.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition of a rule.
 *
 * @param name the head's reference: its first name, and what follows it
 * @param parameters of a function; absent if it is none
 * @param element what a {@code contains} rule contains; absent otherwise
 * @param value the head's value; absent stands for true
 * @param body empty if it is always true
 * @param alternatives the {@code else} branches in order
 */
public record Rule(
    boolean isDefault,
    List<Term> name,
    @Nullable List<Term> parameters,
    @Nullable Term element,
    @Nullable Term value,
    List<Literal> body,
    List<Else> alternatives,
    int at) {

  /** An {@code else} branch; no value stands for true. */
  public record Else(@Nullable Term value, List<Literal> body, int at) {}
}
