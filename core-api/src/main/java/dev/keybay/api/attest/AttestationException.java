package dev.keybay.api.attest;

import org.jspecify.annotations.Nullable;

/**
 * Evidence that does not hold. The message is for the operator's log; the guest does not see it.
 */
public final class AttestationException extends Exception {
  private static final long serialVersionUID = 1L;

  public AttestationException(String message) {
    this(message, null);
  }

  public AttestationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
