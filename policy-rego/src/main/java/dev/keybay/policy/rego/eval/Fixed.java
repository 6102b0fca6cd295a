package dev.keybay.policy.rego.eval;

/** A constant. */
public record Fixed(Object value) implements Expression {
  @Override
  public Object eval(Evaluation e, Object[] frame) {
    return value;
  }
}
