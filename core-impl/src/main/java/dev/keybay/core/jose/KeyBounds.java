package dev.keybay.core.jose;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;

/**
 * Which public keys are accepted at all. Checked here because providers differ: a native one takes
 * RSA keys of 60 bits.
 */
public final class KeyBounds {
  /** Bits of an RSA modulus, both included. Above, one verification would be an attack. */
  public static final int MIN_RSA_BITS = 2048;

  public static final int MAX_RSA_BITS = 8192;

  private static final int MAX_EXPONENT_BITS = 64;
  private static final Set<String> RSA_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
  private static final Map<String, Integer> EC_BITS =
      Map.of("ES256", 256, "ES384", 384, "ES512", 521);

  private KeyBounds() {}

  /** Whether modulus and exponent are such as key generation makes them. */
  public static boolean acceptsRsa(BigInteger modulus, BigInteger exponent) {
    return modulus.signum() > 0
        && modulus.bitLength() >= MIN_RSA_BITS
        && modulus.bitLength() <= MAX_RSA_BITS
        && modulus.testBit(0)
        && exponent.bitLength() <= MAX_EXPONENT_BITS
        && exponent.compareTo(BigInteger.TWO) > 0
        && exponent.testBit(0);
  }

  /** Requires a key within bounds and an algorithm that fits it: one kind for each EC curve. */
  static void require(PublicKey key, String algorithm) throws InvalidTokenException {
    boolean fits;
    if (key instanceof RSAPublicKey rsa) {
      fits =
          RSA_ALGORITHMS.contains(algorithm)
              && acceptsRsa(rsa.getModulus(), rsa.getPublicExponent());
    } else if (key instanceof ECPublicKey ec) {
      fits = NistCurve.of(ec).filter(curve -> fits(curve, ec, algorithm)).isPresent();
    } else {
      fits =
          key instanceof EdECPublicKey edwards
              && edwards.getParams().getName().equals(Ed25519Signature.NAME)
              && algorithm.equals("EdDSA");
    }
    if (!fits) {
      throw new InvalidTokenException(
          "expected an RSA key of %d to %d bits (RS*, PS*), an EC key on P-256, P-384 or P-521 (ES*)"
                  .formatted(MIN_RSA_BITS, MAX_RSA_BITS)
              + " or an Ed25519 key (EdDSA), with an algorithm that fits it");
    }
  }

  private static boolean fits(NistCurve curve, ECPublicKey key, String algorithm) {
    Integer bits = EC_BITS.get(algorithm);
    return bits != null && bits == curve.bits() && curve.contains(key.getW());
  }
}
