package dev.keybay.core.store.keys;

/**
 * What the operator gave as key-encryption key cannot be used. The message is for the operator, and
 * shows nothing of a key.
 */
public final class UnusableKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
