package dev.keybay.client;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * d·G, the public point of a private key: PKCS#8 need not carry it and JCA has no way to derive it.
 * Textbook double-and-add (SEC 1 §2.2.1) in time that depends on d: it runs once, when a key file
 * is loaded, and never on behalf of anyone else.
 */
final class ScalarMultiplication {

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final BigInteger p;
  private final BigInteger a;

  private ScalarMultiplication(ECParameterSpec parameters) {
    p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    a = parameters.getCurve().getA();
  }

  /**
   * The public point.
   *
   * @throws IllegalArgumentException if d is not in [1, n − 1]
   */
  static ECPoint publicPoint(BigInteger d, ECParameterSpec parameters) {
    if (d.signum() <= 0 || d.compareTo(parameters.getOrder()) >= 0) {
      throw new IllegalArgumentException("the private key is outside of the curve's order");
    }
    ScalarMultiplication curve = new ScalarMultiplication(parameters);
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = d.bitLength() - 1; bit >= 0; bit--) {
      sum = curve.add(sum, sum);
      if (d.testBit(bit)) {
        sum = curve.add(sum, parameters.getGenerator());
      }
    }
    return sum;
  }

  private ECPoint add(ECPoint left, ECPoint right) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    if (right.equals(ECPoint.POINT_INFINITY)) {
      return left;
    }
    BigInteger x1 = left.getAffineX();
    BigInteger y1 = left.getAffineY();
    BigInteger x2 = right.getAffineX();
    BigInteger y2 = right.getAffineY();
    BigInteger slope;
    if (!x1.equals(x2)) {
      slope = y2.subtract(y1).multiply(x2.subtract(x1).modInverse(p));
    } else if (y1.equals(y2) && y1.signum() != 0) {
      slope = x1.pow(2).multiply(THREE).add(a).multiply(y1.shiftLeft(1).modInverse(p));
    } else {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger x = slope.pow(2).subtract(x1).subtract(x2).mod(p);
    return new ECPoint(x, slope.multiply(x1.subtract(x)).subtract(y1).mod(p));
  }
}
