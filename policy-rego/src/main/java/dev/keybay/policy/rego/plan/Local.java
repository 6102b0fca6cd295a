package dev.keybay.policy.rego.plan;

/**
 * A local variable. Whether it is bound is known at every step when the step is compiled, so at run
 * time it is only a slot of the frame.
 */
public final class Local {
  private final String name;
  private final Region owner;
  private final int slot;

  Local(String name, Region owner, int slot) {
    this.name = name;
    this.owner = owner;
    this.slot = slot;
  }

  public String name() {
    return name;
  }

  public int slot() {
    return slot;
  }

  Region owner() {
    return owner;
  }

  /** Whether the policy gave it no name, so that nothing else can bind it. */
  public boolean isAnonymous() {
    return name.equals("_");
  }
}
