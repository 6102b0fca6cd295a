package dev.keybay.client;

import java.util.Base64;

/** Base64url without padding, RFC 7515 §2: padding is an error, as it is for the guests. */
final class Base64Url {

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Decodes.
   *
   * @param what names the value in the error
   * @throws IllegalArgumentException for padding or a character outside the alphabet
   */
  static byte[] decode(String text, String what) {
    if (text.indexOf('=') >= 0) {
      throw new IllegalArgumentException(what + ": base64url with padding, expected none");
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": not base64url", e);
    }
  }
}
