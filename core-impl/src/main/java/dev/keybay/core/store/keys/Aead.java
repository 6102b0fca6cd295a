package dev.keybay.core.store.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D). What is sealed is the random nonce (12 bytes), the ciphertext (as
 * long as the text) and the tag (16 bytes), in this order.
 *
 * <p>With random nonces a key may seal 2^32 times at most (SP 800-38D §8.3); {@link KeyRing}
 * counts. Thread-safe.
 */
public final class Aead {
  /** By how many bytes a sealed text is longer. */
  public static final int OVERHEAD = 12 + 16;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();

  /** Looking a cipher up costs more than sealing a small value. */
  private final ArrayBlockingQueue<Cipher> ciphers = new ArrayBlockingQueue<>(8);

  public byte[] seal(SecretKey key, byte[] text, byte[] additionalData) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(additionalData);
      byte[] sealed = new byte[text.length + OVERHEAD];
      System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
      int length = cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
      if (length != sealed.length - NONCE_BYTES) {
        throw new IllegalStateException("AES-GCM gave " + length + " bytes");
      }
      ciphers.offer(cipher);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not usable in this Java", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws AEADBadTagException if these are not the bytes that were sealed with this key and this
   *     additional data
   */
  public byte[] open(SecretKey key, byte[] sealed, byte[] additionalData)
      throws AEADBadTagException {
    if (sealed.length < OVERHEAD) {
      throw new AEADBadTagException("at least " + OVERHEAD + " bytes expected");
    }
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(additionalData);
      byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      ciphers.offer(cipher);
      return text;
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not usable in this Java", e);
    }
  }

  private Cipher cipher() throws GeneralSecurityException {
    @Nullable Cipher idle = ciphers.poll();
    return idle != null ? idle : Cipher.getInstance("AES/GCM/NoPadding");
  }
}
