package dev.keybay.core.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwsKey;
import dev.keybay.core.jose.KeyPairs;
import dev.keybay.core.jose.NistCurve;
import dev.keybay.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host's own key: signs JWTs with ES256 and says which public key it is. Thread-safe. */
final class TokenSigner {
  private static final JWSHeader ALGORITHM = new JWSHeader(JWSAlgorithm.ES256);

  private final JWSSigner signer;
  private final JwsKey publicKey;
  private final Map<String, @Nullable Object> jwk;
  private final String encodedHeader;

  /**
   * A signer.
   *
   * @param key on P-256
   * @param chain of certificates for {@code x5c}, leaf first; may be empty
   * @param certificateUrl for {@code x5u}; may be empty
   * @throws GeneralSecurityException if the key is on another curve or the leaf is not for it
   */
  TokenSigner(ECPrivateKey key, List<X509Certificate> chain, String certificateUrl)
      throws GeneralSecurityException {
    if (NistCurve.of(key).filter(NistCurve.P256::equals).isEmpty()) {
      throw new GeneralSecurityException("expected a key on P-256 to sign tokens");
    }
    ECPublicKey point = KeyPairs.publicKeyOf(key);
    if (!chain.isEmpty()
        && !(chain.get(0).getPublicKey() instanceof ECPublicKey leaf
            && leaf.getW().equals(point.getW()))) {
      throw new GeneralSecurityException(
          "expected the first certificate of the chain to be for the key that signs tokens");
    }
    try {
      signer = new ECDSASigner(key, Curve.P_256);
      publicKey = JwsKey.of(point, "ES256");
    } catch (JOSEException | InvalidTokenException e) {
      throw new GeneralSecurityException("the key cannot sign tokens", e);
    }
    jwk = jwk(point, chain, certificateUrl);
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "ES256");
    header.put("jwk", jwk);
    encodedHeader = Base64Url.encode(JsonText.bytes(header));
  }

  /** The public key with {@code x5u} and {@code x5c}, as in the header. */
  Map<String, @Nullable Object> jwk() {
    return jwk;
  }

  /** The public key to verify with. */
  JwsKey publicKey() {
    return publicKey;
  }

  /** Whether the JWK is this key, whatever else it says. */
  boolean isOwn(Map<?, ?> other) {
    return "EC".equals(other.get("kty"))
        && "P-256".equals(other.get("crv"))
        && jwk.get("x") instanceof String x
        && x.equals(other.get("x"))
        && jwk.get("y") instanceof String y
        && y.equals(other.get("y"));
  }

  String sign(byte[] payload) {
    String input = encodedHeader + "." + Base64Url.encode(payload);
    try {
      return input + "." + signer.sign(ALGORITHM, input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException("the host's key cannot sign", e);
    }
  }

  private static Map<String, @Nullable Object> jwk(
      ECPublicKey key, List<X509Certificate> chain, String certificateUrl)
      throws GeneralSecurityException {
    Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", NistCurve.P256.joseName());
    jwk.put("alg", "ES256");
    jwk.put("x", Base64Url.encode(NistCurve.P256.coordinate(key.getW().getAffineX())));
    jwk.put("y", Base64Url.encode(NistCurve.P256.coordinate(key.getW().getAffineY())));
    if (!certificateUrl.isEmpty()) {
      jwk.put("x5u", certificateUrl);
    }
    if (!chain.isEmpty()) {
      List<String> der = new ArrayList<>();
      for (X509Certificate certificate : chain) {
        // x5c is standard base64, unlike everything else in JOSE (RFC 7517 §4.7).
        der.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      }
      jwk.put("x5c", List.copyOf(der));
    }
    return Collections.unmodifiableMap(jwk);
  }
}
