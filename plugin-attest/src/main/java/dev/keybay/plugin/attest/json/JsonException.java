package dev.keybay.plugin.attest.json;

/**
 * Input that is not the JSON that was expected. The message says what was expected and where, never
 * what the input held.
 */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message);
  }

  public JsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
