package dev.keybay.core.seal;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.NistCurve;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Encrypts an answer to a guest's TEE key, as a JWE in flattened JSON serialisation (RFC 7516
 * §7.2.2) with AES-256-GCM under a fresh key. Keeps nothing. Thread-safe.
 */
@Component(service = GuestSeal.class)
public final class GuestSeal {
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final SecureRandom random;
  private final ContentKeySealer contentKeys;

  @Activate
  public GuestSeal() {
    this(new SecureRandom());
  }

  private GuestSeal(SecureRandom random) {
    this(random, curve -> generate(curve, random));
  }

  /** With chosen randomness, for test vectors: key before IV is drawn from it. */
  GuestSeal(SecureRandom random, ContentKeySealer.EphemeralKeys ephemeralKeys) {
    this.random = random;
    this.contentKeys = new ContentKeySealer(random, ephemeralKeys);
  }

  /**
   * Reads and checks a guest's key; the result may be kept with its token.
   *
   * @param teeKey the JWK: EC on P-256 or P-521 with ECDH-ES+A256KW and coordinates of full length,
   *     RSA of 2048 to 8192 bits with RSA-OAEP-256 or RSA1_5, or AKP with ML-KEM-768+A192KW
   * @throws KbsException {@code JWE_FAILED} for any other, {@code TOKEN_INVALID} for what is no JWK
   */
  public GuestKey parse(Map<String, ? extends @Nullable Object> teeKey) {
    return GuestKeyReader.read(teeKey);
  }

  /** As {@link #seal(byte[], GuestKey)} to the key of this JWK. */
  public byte[] seal(byte[] plaintext, Map<String, ? extends @Nullable Object> teeKey) {
    return seal(plaintext, parse(teeKey));
  }

  /**
   * Encrypts to the guest.
   *
   * @param plaintext not kept and not changed
   * @return the JWE as UTF-8 JSON
   * @throws KbsException {@code JWE_FAILED} if the provider refuses the key
   */
  public byte[] seal(byte[] plaintext, GuestKey guestKey) {
    byte[] contentKey = new byte[KEY_BYTES];
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(contentKey);
    random.nextBytes(iv);
    try {
      ContentKeySealer.Sealed sealed = contentKeys.seal(contentKey, guestKey);
      byte[] header = sealed.protectedHeader().getBytes(StandardCharsets.US_ASCII);
      String protectedHeader = Base64Url.encode(header);
      Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
      gcm.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(contentKey, "AES"),
          new GCMParameterSpec(TAG_BYTES * 8, iv));
      gcm.updateAAD(protectedHeader.getBytes(StandardCharsets.US_ASCII));
      byte[] encrypted = gcm.doFinal(plaintext);
      int length = encrypted.length - TAG_BYTES;
      return json(
          protectedHeader,
          sealed.encryptedKey(),
          iv,
          Arrays.copyOf(encrypted, length),
          Arrays.copyOfRange(encrypted, length, encrypted.length));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Native providers throw unchecked exceptions too.
      throw new KbsException(ErrorCode.JWE_FAILED, "JWE failed", e);
    } finally {
      Arrays.fill(contentKey, (byte) 0);
    }
  }

  private static byte[] json(
      String protectedHeader, byte[] encryptedKey, byte[] iv, byte[] ciphertext, byte[] tag) {
    // Every value is base64url, so nothing needs escaping.
    return ("{\"protected\":\""
            + protectedHeader
            + "\",\"encrypted_key\":\""
            + Base64Url.encode(encryptedKey)
            + "\",\"iv\":\""
            + Base64Url.encode(iv)
            + "\",\"ciphertext\":\""
            + Base64Url.encode(ciphertext)
            + "\",\"tag\":\""
            + Base64Url.encode(tag)
            + "\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static KeyPair generate(NistCurve curve, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(curve.parameters(), random);
    return generator.generateKeyPair();
  }
}
