package dev.keybay.http;

/** The broker cannot listen where it was told to. The message is for the operator. */
public final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotListenException(String message) {
    super(message);
  }

  CannotListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
