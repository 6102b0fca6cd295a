package dev.keybay.core.seal;

import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.seal.ContentKeySealer.EphemeralKeys;
import dev.keybay.core.seal.ContentKeySealer.Sealed;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** ECDH-ES+A256KW (RFC 7518 §4.6). */
record EcdhSealer(EphemeralKeys ephemeralKeys) {

  Sealed seal(byte[] contentKey, GuestKey.Ec guestKey) throws GeneralSecurityException {
    NistCurve curve = guestKey.curve();
    KeyPair ephemeral = ephemeralKeys.next(curve);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(guestKey.key(), true);
    byte[] sharedSecret = agreement.generateSecret();
    try {
      if (sharedSecret.length != curve.coordinateLength()) {
        throw new InvalidKeyException("the provider shortened the shared secret");
      }
      byte[] wrapped = KeyWrap.wrap(ConcatKdf.keyEncryptionKey(sharedSecret), contentKey);
      return new Sealed(header(curve, (ECPublicKey) ephemeral.getPublic()), wrapped);
    } finally {
      Arrays.fill(sharedSecret, (byte) 0);
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
