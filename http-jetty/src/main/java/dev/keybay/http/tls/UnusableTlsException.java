package dev.keybay.http.tls;

/**
 * A key, a certificate or rules with which TLS cannot be spoken. The message is for the operator:
 * it names the file and what to do, and has nothing of the key.
 */
public final class UnusableTlsException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableTlsException(String message) {
    super(message);
  }

  UnusableTlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
