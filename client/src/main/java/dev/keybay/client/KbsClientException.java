package dev.keybay.client;

import org.jspecify.annotations.Nullable;

/**
 * The one error type: the broker refused, could not be reached, or answered what a guest could not
 * understand. The message says all of it and never holds a token, a key or a secret.
 */
public final class KbsClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String detail;

  KbsClientException(String what, int status, ErrorBody error) {
    super(error.detail().isEmpty() ? what : what + ": " + error.detail());
    this.status = status;
    this.type = error.type();
    this.detail = error.detail();
  }

  KbsClientException(String what, int status, @Nullable Throwable cause) {
    super(what, cause);
    this.status = status;
    this.type = "";
    this.detail = "";
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** The {@code type} of the broker's error, empty if it gave none. */
  public String type() {
    return type;
  }

  /** The {@code detail} of the broker's error, empty if it gave none. */
  public String detail() {
    return detail;
  }
}
