package dev.keybay.core.jose;

import org.jspecify.annotations.Nullable;

/**
 * A token, or a key that came with it, that does not hold. The message is for the operator's log
 * and never has the token, a claim's value or a key in it.
 */
public final class InvalidTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidTokenException(String message) {
    this(message, null);
  }

  public InvalidTokenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
