package dev.keybay.policy.rego.value;

/** JSON {@code null}. */
public enum NullValue {
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
