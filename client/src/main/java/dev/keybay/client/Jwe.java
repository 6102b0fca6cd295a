package dev.keybay.client;

import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A reply encrypted to a guest: a JWE in flattened JSON serialisation, RFC 7516 §7.2.2.
 *
 * @param header the protected header, base64url
 * @param encryptedKey the wrapped content encryption key
 * @param iv 12 bytes
 * @param ciphertext any length
 * @param tag 16 bytes
 */
record Jwe(String header, byte[] encryptedKey, byte[] iv, byte[] ciphertext, byte[] tag) {

  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int KEY_BYTES = 32;

  Jwe {
    if (iv.length != IV_BYTES || tag.length != TAG_BYTES) {
      throw new IllegalArgumentException(
          "iv and tag have " + iv.length + " and " + tag.length + " bytes, expected 12 and 16");
    }
  }

  /**
   * Reads a reply.
   *
   * @throws IllegalArgumentException if it is no such JSON object
   */
  static Jwe parse(byte[] json) {
    var members = Json.parseObject(json);
    return new Jwe(
        Json.string(members, "protected"),
        bytes(members, "encrypted_key"),
        bytes(members, "iv"),
        bytes(members, "ciphertext"),
        bytes(members, "tag"));
  }

  private static byte[] bytes(Map<String, ?> members, String name) {
    return Base64Url.decode(Json.string(members, name), name);
  }

  /**
   * The plain text.
   *
   * @throws GeneralSecurityException if it was changed or is for another key
   * @throws IllegalArgumentException if the header is not one that guests accept
   */
  byte[] decrypt(TeeKey key) throws GeneralSecurityException {
    JweHeader parsed = JweHeader.parse(header);
    byte[] contentKey = key.unwrap(parsed, encryptedKey);
    if (contentKey.length != KEY_BYTES) {
      throw new GeneralSecurityException("the content key has " + contentKey.length + " bytes");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(contentKey, "AES"),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
    cipher.updateAAD(parsed.additionalData());
    byte[] sealed = new byte[ciphertext.length + TAG_BYTES];
    System.arraycopy(ciphertext, 0, sealed, 0, ciphertext.length);
    System.arraycopy(tag, 0, sealed, ciphertext.length, TAG_BYTES);
    return cipher.doFinal(sealed);
  }

  @Override
  public String toString() {
    return "Jwe[" + ciphertext.length + " bytes]";
  }
}
