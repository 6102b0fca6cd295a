package dev.keybay.core.seal;

import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.NistCurve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.SecretKeySpec;

/** Seals a content key to a guest's key. Thread-safe if the ephemeral keys are. */
final class ContentKeySealer {
  private final SecureRandom random;
  private final EphemeralKeys ephemeralKeys;

  /**
   * A sealed content key.
   *
   * @param protectedHeader of the JWE: compact JSON whose members are in the order in which the
   *     guest writes them too
   */
  record Sealed(String protectedHeader, byte[] encryptedKey) {}

  /** Where a fresh key pair on a curve comes from. */
  interface EphemeralKeys {
    KeyPair next(NistCurve curve) throws GeneralSecurityException;
  }

  ContentKeySealer(SecureRandom random, EphemeralKeys ephemeralKeys) {
    this.random = random;
    this.ephemeralKeys = ephemeralKeys;
  }

  Sealed seal(byte[] contentKey, GuestKey guestKey) throws GeneralSecurityException {
    if (guestKey instanceof GuestKey.Ec ec) {
      return seal(contentKey, ec);
    }
    GuestKey.Rsa rsa = (GuestKey.Rsa) guestKey;
    String header = "{\"alg\":\"" + rsa.algorithm().joseName() + "\",\"enc\":\"A256GCM\"}";
    return new Sealed(header, rsa.algorithm().encrypt(rsa.key(), contentKey, random));
  }

  private Sealed seal(byte[] contentKey, GuestKey.Ec guestKey) throws GeneralSecurityException {
    NistCurve curve = guestKey.curve();
    KeyPair ephemeral = ephemeralKeys.next(curve);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(guestKey.key(), true);
    byte[] sharedSecret = agreement.generateSecret();
    byte[] keyEncryptionKey = null;
    try {
      if (sharedSecret.length != curve.coordinateLength()) {
        throw new InvalidKeyException("the provider shortened the shared secret");
      }
      keyEncryptionKey = KeyDerivation.keyEncryptionKey(sharedSecret);
      Cipher wrap = Cipher.getInstance("AESWrap");
      wrap.init(Cipher.WRAP_MODE, new SecretKeySpec(keyEncryptionKey, "AES"));
      byte[] wrapped = wrap.wrap(new SecretKeySpec(contentKey, "AES"));
      return new Sealed(header(curve, (ECPublicKey) ephemeral.getPublic()), wrapped);
    } finally {
      Arrays.fill(sharedSecret, (byte) 0);
      if (keyEncryptionKey != null) {
        Arrays.fill(keyEncryptionKey, (byte) 0);
      }
    }
  }

  private static String header(NistCurve curve, ECPublicKey ephemeral) {
    return "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"epk\":{\"crv\":\""
        + curve.joseName()
        + "\",\"kty\":\"EC\",\"x\":\""
        + coordinate(ephemeral.getW().getAffineX(), curve)
        + "\",\"y\":\""
        + coordinate(ephemeral.getW().getAffineY(), curve)
        + "\"}}";
  }

  /** In full length: a guest refuses a shorter one. */
  private static String coordinate(BigInteger value, NistCurve curve) {
    return Base64Url.encode(curve.coordinate(value));
  }
}
