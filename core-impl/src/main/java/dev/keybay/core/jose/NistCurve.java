package dev.keybay.core.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Optional;

/** The curves of NIST that JOSE uses (RFC 7518 §6.2.1.1), with the check that providers omit. */
// Java's class for parameters of a curve is immutable, but nothing tells the compiler so.
@SuppressWarnings("ImmutableEnumChecker")
public enum NistCurve {
  P256("P-256", "secp256r1"),
  P384("P-384", "secp384r1"),
  P521("P-521", "secp521r1");

  private final String joseName;
  private final ECParameterSpec parameters;
  private final BigInteger prime;

  NistCurve(String joseName, String standardName) {
    this.joseName = joseName;
    try {
      AlgorithmParameters ec = AlgorithmParameters.getInstance("EC");
      ec.init(new ECGenParameterSpec(standardName));
      parameters = ec.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java does not know " + standardName, e);
    }
    prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
  }

  /** The curve of the key, by its parameters and not by a name. */
  public static Optional<NistCurve> of(ECKey key) {
    ECParameterSpec given = key.getParams();
    for (NistCurve curve : values()) {
      ECParameterSpec known = curve.parameters;
      if (known.getCurve().equals(given.getCurve())
          && known.getGenerator().equals(given.getGenerator())
          && known.getOrder().equals(given.getOrder())
          && known.getCofactor() == given.getCofactor()) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  /** As in {@code crv}. */
  public String joseName() {
    return joseName;
  }

  public ECParameterSpec parameters() {
    return parameters;
  }

  /** Bits of the field: 256, 384 or 521. */
  public int bits() {
    return prime.bitLength();
  }

  /** Bytes of a coordinate: 32, 48 or 66. */
  public int coordinateLength() {
    return (bits() + 7) / 8;
  }

  /** The coordinate in full length, big-endian (RFC 7518 §6.2.1.2). */
  public byte[] coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] full = new byte[coordinateLength()];
    int length = Math.min(bytes.length, full.length);
    System.arraycopy(bytes, bytes.length - length, full, full.length - length, length);
    return full;
  }

  /**
   * Whether the point satisfies the curve's equation. With cofactor 1 that is all there is to check
   * (SP 800-56A r3 §5.6.2.3.3); a point off the curve would give away bits of a private key.
   */
  public boolean contains(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.signum() < 0 || x.compareTo(prime) >= 0 || y.signum() < 0 || y.compareTo(prime) >= 0) {
      return false;
    }
    return y.multiply(y).mod(prime).equals(squareOfY(x));
  }

  /** x³ + ax + b, modulo the prime. */
  BigInteger squareOfY(BigInteger x) {
    EllipticCurve curve = parameters.getCurve();
    return x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime);
  }

  BigInteger prime() {
    return prime;
  }
}
