package dev.keybay.core.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Which public key belongs to a private one. */
public final class KeyPairs {
  private static final byte[] PROBE = "keybay".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  /**
   * The public key of a private EC key. Java has no call for it, but a key agreement with the
   * generator gives the x-coordinate of the public point; of the two points with that x the one is
   * right that verifies a signature of the key.
   */
  public static ECPublicKey publicKeyOf(ECPrivateKey key) throws GeneralSecurityException {
    NistCurve curve =
        NistCurve.of(key)
            .orElseThrow(
                () -> new GeneralSecurityException("expected a key on P-256, P-384 or P-521"));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(publicKey(curve, curve.parameters().getGenerator()), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());
    BigInteger prime = curve.prime();
    // All three primes are 3 modulo 4, where a root is a power.
    BigInteger y = curve.squareOfY(x).modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
    for (BigInteger candidate : new BigInteger[] {y, prime.subtract(y)}) {
      ECPublicKey publicKey = publicKey(curve, new ECPoint(x, candidate));
      if (belong(key, publicKey, "SHA256withECDSA")) {
        return publicKey;
      }
    }
    throw new GeneralSecurityException("the private key does not sign");
  }

  /** Whether the public key verifies what the private key signs. */
  public static boolean belong(PrivateKey privateKey, PublicKey publicKey, String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(PROBE);
      byte[] bytes = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(bytes);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static ECPublicKey publicKey(NistCurve curve, ECPoint point)
      throws GeneralSecurityException {
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters()));
  }
}
