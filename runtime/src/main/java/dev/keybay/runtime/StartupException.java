package dev.keybay.runtime;

/** Why the broker does not start, and what to do; the message is for the operator. */
final class StartupException extends Exception {
  private static final long serialVersionUID = 1;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
