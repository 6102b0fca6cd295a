package dev.keybay.core.seal;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.KeyBounds;
import dev.keybay.core.jose.NistCurve;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/** Reads the JWK that a guest sent as its TEE key (spec: KBS protocol §2.5). */
final class GuestKeyReader {
  private static final String ECDH = "ECDH-ES+A256KW";

  /** Of an encapsulation key (FIPS 203, table 3). */
  private static final int ML_KEM_768_BYTES = 1184;

  /** Without these, all of them texts, a JWK is none (spec: KBS protocol §1.4, §4.4). */
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "EC", List.of("crv", "alg", "x", "y"),
          "RSA", List.of("alg", "n", "e"),
          "AKP", List.of("alg", "pub"));

  private GuestKeyReader() {}

  static GuestKey read(Map<String, ? extends @Nullable Object> jwk) {
    requireJwk(jwk);
    try {
      if ("EC".equals(jwk.get("kty")) && ECDH.equals(jwk.get("alg"))) {
        return ec(jwk);
      }
      if ("RSA".equals(jwk.get("kty"))) {
        return rsa(jwk);
      }
      if ("AKP".equals(jwk.get("kty")) && MlKemSealer.ALGORITHM.equals(jwk.get("alg"))) {
        return mlKem(jwk);
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      if (e instanceof KbsException refusal) {
        throw refusal;
      }
      throw refused("the numbers of the key make no key", e);
    }
    throw refused("its kty and alg are not supported", null);
  }

  private static void requireJwk(Map<String, ? extends @Nullable Object> jwk) {
    List<String> members = jwk.get("kty") instanceof String kty ? MEMBERS.get(kty) : null;
    if (members == null || !members.stream().allMatch(name -> jwk.get(name) instanceof String)) {
      throw new KbsException(
          ErrorCode.TOKEN_INVALID,
          "Token Verifier error",
          new InvalidTokenException(
              jwk.isEmpty()
                  ? "the token has no TEE key; extraTeeKeyPaths can name another place"
                  : "the token's TEE key is no JWK of type EC, RSA or AKP with all its members"));
    }
  }

  private static GuestKey ec(Map<String, ? extends @Nullable Object> jwk)
      throws GeneralSecurityException {
    NistCurve curve =
        "P-256".equals(jwk.get("crv"))
            ? NistCurve.P256
            : "P-521".equals(jwk.get("crv")) ? NistCurve.P521 : null;
    if (curve == null) {
      throw refused("its curve is not supported", null);
    }
    ECPoint point = new ECPoint(coordinate(jwk, "x", curve), coordinate(jwk, "y", curve));
    if (!curve.contains(point)) {
      throw refused("its point is not on the curve", null);
    }
    ECPublicKeySpec spec = new ECPublicKeySpec(point, curve.parameters());
    return new GuestKey.Ec(curve, (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec));
  }

  private static BigInteger coordinate(
      Map<String, ? extends @Nullable Object> jwk, String name, NistCurve curve) {
    byte[] bytes = bytes(jwk, name, curve.coordinateLength());
    if (bytes.length != curve.coordinateLength()) {
      throw refused(
          "%s is of %d bytes instead of %d".formatted(name, bytes.length, curve.coordinateLength()),
          null);
    }
    return new BigInteger(1, bytes);
  }

  private static GuestKey rsa(Map<String, ? extends @Nullable Object> jwk)
      throws GeneralSecurityException {
    RsaAlgorithm algorithm =
        RsaAlgorithm.of(jwk.get("alg"))
            .orElseThrow(() -> refused("its kty and alg are not supported", null));
    // One byte more than the largest: some write a sign byte.
    int maxBytes = KeyBounds.MAX_RSA_BITS / 8 + 1;
    BigInteger modulus = new BigInteger(1, bytes(jwk, "n", maxBytes));
    BigInteger exponent = new BigInteger(1, bytes(jwk, "e", maxBytes));
    if (!KeyBounds.acceptsRsa(modulus, exponent)) {
      throw refused(
          "an RSA key needs an odd modulus of %d to %d bits and an odd exponent of at most 64 bits"
              .formatted(KeyBounds.MIN_RSA_BITS, KeyBounds.MAX_RSA_BITS),
          null);
    }
    RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, exponent);
    return new GuestKey.Rsa(
        algorithm, (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec));
  }

  private static GuestKey mlKem(Map<String, ? extends @Nullable Object> jwk) {
    byte[] encoded = bytes(jwk, "pub", ML_KEM_768_BYTES);
    if (encoded.length != ML_KEM_768_BYTES) {
      throw refused(
          "pub is of %d bytes instead of %d".formatted(encoded.length, ML_KEM_768_BYTES), null);
    }
    return new GuestKey.MlKem(new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, encoded));
  }

  private static byte[] bytes(
      Map<String, ? extends @Nullable Object> jwk, String name, int maxBytes) {
    if (!(jwk.get(name) instanceof String text)) {
      throw refused("its member " + name + " is missing", null);
    }
    if (text.length() > (maxBytes * 4 + 2) / 3) {
      throw refused("its member " + name + " is too long", null);
    }
    return Base64Url.decode(text);
  }

  private static KbsException refused(String reason, @Nullable Throwable cause) {
    return new KbsException(
        ErrorCode.JWE_FAILED,
        "JWE failed: expected a TEE key EC P-256 or P-521 with ECDH-ES+A256KW,"
            + " RSA with RSA-OAEP-256, or AKP with ML-KEM-768+A192KW; "
            + reason,
        cause);
  }
}
