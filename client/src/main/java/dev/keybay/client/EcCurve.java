package dev.keybay.client;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** The curves of TEE keys, RFC 7518 §6.2.1.1. */
enum EcCurve {
  P_256("P-256", "secp256r1", 32),
  P_521("P-521", "secp521r1", 66);

  /** The value of {@code crv}. */
  final String crv;

  /** The name that JCA knows it by. */
  final String jcaName;

  /** Length of a coordinate in bytes; leading zeros are kept. */
  final int size;

  EcCurve(String crv, String jcaName, int size) {
    this.crv = crv;
    this.jcaName = jcaName;
    this.size = size;
  }

  ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(jcaName));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no curve " + crv, e);
    }
  }

  /** The curve that a key is on, if it is one of ours. */
  static Optional<EcCurve> of(ECParameterSpec parameters) {
    return Arrays.stream(values())
        .filter(
            curve -> {
              ECParameterSpec ours = curve.parameters();
              return ours.getCurve().equals(parameters.getCurve())
                  && ours.getGenerator().equals(parameters.getGenerator())
                  && ours.getOrder().equals(parameters.getOrder());
            })
        .findFirst();
  }

  /**
   * A public key from its coordinates. The point is checked here, because not every JCA provider
   * does, and an agreement with a point off the curve gives the private key away bit by bit.
   *
   * @throws IllegalArgumentException if a coordinate has the wrong length or the point is not on
   *     the curve
   */
  ECPublicKey publicKey(byte[] x, byte[] y) {
    if (x.length != size || y.length != size) {
      throw new IllegalArgumentException(
          crv + " coordinates have " + size + " bytes, not " + x.length + " and " + y.length);
    }
    ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    if (!contains(point)) {
      throw new IllegalArgumentException("the point is not on " + crv);
    }
    try {
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a public key on " + crv, e);
    }
  }

  /** y² = x³ + ax + b (mod p), both coordinates below p. */
  private boolean contains(ECPoint point) {
    var curve = parameters().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  /** A coordinate as exactly {@link #size} bytes, big-endian. */
  byte[] bytes(BigInteger coordinate) {
    byte[] signed = coordinate.toByteArray();
    byte[] fixed = new byte[size];
    int length = Math.min(signed.length, size);
    System.arraycopy(signed, signed.length - length, fixed, size - length, length);
    return fixed;
  }
}
