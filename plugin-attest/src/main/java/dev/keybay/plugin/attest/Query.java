package dev.keybay.plugin.attest;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.Map;

/** Numbers of a request's query. */
final class Query {
  private Query() {}

  /**
   * A whole number of the query.
   *
   * @throws KbsException {@code BAD_REQUEST} if it is none or out of bounds
   */
  static long number(Map<String, String> query, String name, long otherwise, long most) {
    String text = query.get(name);
    return text == null ? otherwise : positive(text, name, most);
  }

  /** As {@link #number}, of a text. */
  static long positive(String text, String name, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of bounds is.
    }
    throw new KbsException(
        ErrorCode.BAD_REQUEST, "expected " + name + " to be a whole number from 1 to " + most);
  }

  /** As {@link #number}, of one that must be there. */
  static long required(Map<String, String> query, String name) {
    String text = query.get(name);
    if (text == null) {
      throw new KbsException(ErrorCode.BAD_REQUEST, "expected ?" + name + "= in the query");
    }
    return positive(text, name, Long.MAX_VALUE);
  }
}
