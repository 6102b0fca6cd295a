package dev.keybay.core.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads public signature keys written as JWKs (RFC 7517, 7518 §6, 8037). */
public final class JwkReader {
  /** What makes up a public key; nothing else of a JWK is looked at here. */
  private static final List<String> MEMBERS = List.of("kty", "crv", "x", "y", "n", "e");

  private static final List<String> NUMBERS = List.of("x", "y", "n", "e");

  /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 §4). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private JwkReader() {}

  /**
   * The key of the JWK with the algorithm that the JWK itself names.
   *
   * @throws InvalidTokenException if {@code alg} is absent or unknown, the key is not RSA, EC or
   *     Ed25519, is out of {@link KeyBounds}, or is for encryption
   */
  public static JwsKey read(Map<String, ? extends @Nullable Object> jwk)
      throws InvalidTokenException {
    if (!(jwk.get("alg") instanceof String algorithm)) {
      throw new InvalidTokenException("expected alg in the JWK");
    }
    if (jwk.get("use") instanceof String use && !use.equals("sig")) {
      throw new InvalidTokenException("expected a JWK for signatures (use sig)");
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : MEMBERS) {
      if (jwk.get(name) instanceof String text) {
        if (NUMBERS.contains(name)) {
          requireBase64Url(name, text);
        }
        members.put(name, text);
      }
    }
    try {
      return JwsKey.of(publicKey(members), algorithm);
    } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
      // Nimbus and providers answer bad numbers with checked and unchecked exceptions alike.
      throw new InvalidTokenException("expected an RSA, EC or Ed25519 public key in the JWK", e);
    }
  }

  private static PublicKey publicKey(Map<String, Object> members)
      throws ParseException, JOSEException, GeneralSecurityException {
    if ("OKP".equals(members.get("kty"))) {
      return ed25519(members);
    }
    JWK jwk = JWK.parse(members);
    if (jwk instanceof ECKey ec) {
      return ec.toECPublicKey();
    }
    if (jwk instanceof RSAKey rsa) {
      return rsa.toRSAPublicKey();
    }
    throw new GeneralSecurityException("neither RSA nor EC");
  }

  private static PublicKey ed25519(Map<String, Object> members) throws GeneralSecurityException {
    if (!"Ed25519".equals(members.get("crv")) || !(members.get("x") instanceof String x)) {
      throw new GeneralSecurityException("expected crv Ed25519 with x");
    }
    byte[] point = Base64Url.decode(x);
    if (point.length != 32) {
      throw new GeneralSecurityException("expected x of 32 bytes");
    }
    byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
    return KeyFactory.getInstance(Ed25519Signature.NAME)
        .generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Nimbus drops foreign characters of base64 without a word. */
  private static void requireBase64Url(String name, String text) throws InvalidTokenException {
    try {
      if (Base64Url.decode(text).length > KeyBounds.MAX_RSA_BITS / 8 + 1) {
        throw new InvalidTokenException("the JWK's member " + name + " is too long");
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("expected base64url in the JWK's member " + name, e);
    }
  }
}
