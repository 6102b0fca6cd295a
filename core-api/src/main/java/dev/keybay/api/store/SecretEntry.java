package dev.keybay.api.store;

/**
 * A stored key with its value. The array is the caller's own copy: wipe it when done if you care.
 */
public record SecretEntry(SecretInfo info, byte[] value) {

  /** Never the value. */
  @Override
  public String toString() {
    return "SecretEntry[" + info + "]";
  }
}
