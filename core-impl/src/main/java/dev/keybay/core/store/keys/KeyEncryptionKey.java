package dev.keybay.core.store.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key-encryption key in memory: 32 bytes, and an id that is derived from them, so that the same
 * key has the same id wherever it is kept and a wrong key is known before it is tried. The id tells
 * nothing about the key.
 */
final class KeyEncryptionKey {
  static final int BYTES = 32;

  private static final byte[] ID_LABEL =
      LengthPrefixed.labelled("keybay key-encryption key id").toByteArray();
  private static final int ID_BYTES = 8;

  private final String id;
  private final SecretKey key;

  private KeyEncryptionKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      this.id = HexFormat.of().formatHex(mac.doFinal(ID_LABEL), 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not usable in this Java", e);
    }
  }

  static KeyEncryptionKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new KeyEncryptionKey(bytes);
  }

  /**
   * @param text base64 (RFC 4648 §4) of 32 bytes
   * @param where the text comes from, for the message
   * @throws IllegalArgumentException if it is anything else; the text is not in the message
   */
  static KeyEncryptionKey parse(String text, String where) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Without the cause: its message may quote the key.
      throw new IllegalArgumentException(
          "%s: a key-encryption key is the base64 form of 32 bytes, this is no base64"
              .formatted(where));
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "%s: a key-encryption key is the base64 form of 32 bytes, this has %d"
              .formatted(where, bytes.length));
    }
    KeyEncryptionKey parsed = new KeyEncryptionKey(bytes);
    Arrays.fill(bytes, (byte) 0);
    return parsed;
  }

  /** 16 lower-case hexadecimal digits. */
  String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  String toBase64() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** The id only. */
  @Override
  public String toString() {
    return "KeyEncryptionKey[" + id + "]";
  }
}
