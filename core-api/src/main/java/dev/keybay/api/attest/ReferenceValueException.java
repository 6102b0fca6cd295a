package dev.keybay.api.attest;

import org.jspecify.annotations.Nullable;

/** A payload that gives no reference values. The message is for the administrator who sent it. */
public final class ReferenceValueException extends Exception {
  private static final long serialVersionUID = 1L;

  public ReferenceValueException(String message) {
    this(message, null);
  }

  public ReferenceValueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
