package dev.keybay.policy.rego.plan;

/** Counts the slots of one definition's frame. Slot 0 is for what the definition gives. */
public final class Frame {
  private int size = 1;

  public int size() {
    return size;
  }

  /** A new slot. */
  public int slot() {
    return size++;
  }
}
