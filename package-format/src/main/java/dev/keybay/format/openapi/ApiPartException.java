package dev.keybay.format.openapi;

/** A part that is not shown; the message is for its author and for the operator. */
public final class ApiPartException extends Exception {
  private static final long serialVersionUID = 1L;

  ApiPartException(String message) {
    super(message);
  }

  /**
   * One about a place.
   *
   * @param at a JSON pointer (RFC 6901), empty for the whole
   */
  ApiPartException(String at, String problem) {
    super((at.isEmpty() ? "the whole" : at) + ": " + problem);
  }
}
