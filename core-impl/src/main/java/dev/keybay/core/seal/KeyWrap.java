package dev.keybay.core.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** AES key wrap (RFC 3394). */
final class KeyWrap {
  private KeyWrap() {}

  /**
   * The content key, wrapped: eight bytes longer.
   *
   * @param keyEncryptionKey of 24 or 32 bytes; zeroed, for it is used once
   */
  static byte[] wrap(byte[] keyEncryptionKey, byte[] contentKey) throws GeneralSecurityException {
    try {
      Cipher wrap = Cipher.getInstance("AESWrap");
      wrap.init(Cipher.WRAP_MODE, new SecretKeySpec(keyEncryptionKey, "AES"));
      return wrap.wrap(new SecretKeySpec(contentKey, "AES"));
    } finally {
      Arrays.fill(keyEncryptionKey, (byte) 0);
    }
  }
}
