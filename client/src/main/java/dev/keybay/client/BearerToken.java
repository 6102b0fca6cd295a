package dev.keybay.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token for the {@code Authorization} header. Never shown by {@link #toString}. */
public final class BearerToken {

  /** The longest that a broker believes unless it is set otherwise; its request head has room. */
  private static final int MAX_CHARS = 128 * 1024;

  private final String value;

  /**
   * A token from its text; white space around it is ignored.
   *
   * @throws IllegalArgumentException if it is empty, over 128 KiB or has characters that no token
   *     has (RFC 6750 §2.1); the message does not show it
   */
  public BearerToken(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "a token of " + stripped.length() + " characters, expected 1 to " + MAX_CHARS);
    }
    if (!stripped.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException("a token has no spaces, controls or non-ASCII characters");
    }
    this.value = stripped;
  }

  /**
   * Reads the only line of a file.
   *
   * @throws IllegalArgumentException if it cannot be read or holds no token
   */
  public static BearerToken from(Path file) {
    try {
      return new BearerToken(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the token file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The token itself. Secret. */
  public String value() {
    return value;
  }

  String header() {
    return "Bearer " + value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BearerToken token && token.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "BearerToken[***]";
  }
}
