package dev.keybay.core.store.keys;

import java.util.Set;
import java.util.TreeSet;

/** The database's data keys are wrapped by a key that was not given. Nothing was changed. */
public final class WrongKeyEncryptionKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;

  WrongKeyEncryptionKeyException(String expected, Set<String> found, String where) {
    super(
        "The database is encrypted under the key-encryption key %s, but %s has %s. Restore that key. Nothing was changed."
            .formatted(expected, where, found.isEmpty() ? "none" : "only " + new TreeSet<>(found)));
    this.expected = expected;
  }

  /** The id of the key that is needed. */
  public String expected() {
    return expected;
  }
}
