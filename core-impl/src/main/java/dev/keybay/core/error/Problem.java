package dev.keybay.core.error;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * An answer that says what is wrong: {@code {"type","detail"}} in that order, as the KBS client
 * reads it, and a valid problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param type a URI
 * @param detail for people; no secret
 */
public record Problem(int status, String type, String detail) {

  /** The document as JSON text. */
  public String json() {
    return "{\"type\":\"" + escape(type) + "\",\"detail\":\"" + escape(detail) + "\"}";
  }

  private static String escape(String text) {
    return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
