package dev.keybay.core.jose;

import java.util.Base64;

/** Base64url without padding (RFC 7515 §2), the only form that JOSE allows. */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * Decodes text of the URL alphabet.
   *
   * @throws IllegalArgumentException for padding or a foreign character
   */
  public static byte[] decode(String text) {
    if (text.endsWith("=")) {
      throw new IllegalArgumentException("expected base64url without padding");
    }
    return DECODER.decode(text);
  }
}
