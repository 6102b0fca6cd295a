package dev.keybay.core.seal;

import dev.keybay.core.jose.NistCurve;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;

/** Seals a content key to a guest's key. Thread-safe if the ephemeral keys are. */
final class ContentKeySealer {
  private final SecureRandom random;
  private final EcdhSealer ecdh;
  private final MlKemSealer mlKem;

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
    this.ecdh = new EcdhSealer(ephemeralKeys);
    this.mlKem = new MlKemSealer(random);
  }

  Sealed seal(byte[] contentKey, GuestKey guestKey) throws GeneralSecurityException {
    if (guestKey instanceof GuestKey.Ec ec) {
      return ecdh.seal(contentKey, ec);
    }
    if (guestKey instanceof GuestKey.MlKem quantumSafe) {
      return mlKem.seal(contentKey, quantumSafe);
    }
    return rsa(contentKey, (GuestKey.Rsa) guestKey);
  }

  private Sealed rsa(byte[] contentKey, GuestKey.Rsa rsa) throws GeneralSecurityException {
    String header = "{\"alg\":\"" + rsa.algorithm().joseName() + "\",\"enc\":\"A256GCM\"}";
    return new Sealed(header, rsa.algorithm().encrypt(rsa.key(), contentKey, random));
  }
}
