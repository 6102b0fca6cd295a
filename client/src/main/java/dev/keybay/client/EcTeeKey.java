package dev.keybay.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.SecretKeySpec;

/** ECDH-ES+A256KW, RFC 7518 §4.6. */
final class EcTeeKey implements TeeKey {

  private static final String ALGORITHM = "ECDH-ES+A256KW";

  private final EcCurve curve;
  private final ECPrivateKey key;
  private final Map<String, String> jwk;

  private EcTeeKey(EcCurve curve, ECPrivateKey key, ECPoint point) {
    this.curve = curve;
    this.key = key;
    Map<String, String> members = new LinkedHashMap<>();
    members.put("kty", "EC");
    members.put("crv", curve.crv);
    members.put("alg", ALGORITHM);
    members.put("x", Base64Url.encode(curve.bytes(point.getAffineX())));
    members.put("y", Base64Url.encode(curve.bytes(point.getAffineY())));
    this.jwk = Collections.unmodifiableMap(members);
  }

  static EcTeeKey generate(EcCurve curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve.jcaName));
      return of((ECPrivateKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no keys on " + curve.crv, e);
    }
  }

  static EcTeeKey fromPkcs8(byte[] der) {
    try {
      return of(
          (ECPrivateKey)
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a P-256 or P-521 key in PKCS#8", e);
    }
  }

  private static EcTeeKey of(ECPrivateKey key) {
    EcCurve curve =
        EcCurve.of(key.getParams())
            .orElseThrow(
                () -> new IllegalArgumentException("an EC key on neither P-256 nor P-521"));
    return new EcTeeKey(
        curve, key, ScalarMultiplication.publicPoint(key.getS(), curve.parameters()));
  }

  @Override
  public String toPem() {
    return new Pem("PRIVATE KEY", key.getEncoded()).encode();
  }

  @Override
  public Map<String, String> jwk() {
    return jwk;
  }

  @Override
  public byte[] unwrap(JweHeader header, byte[] encryptedKey) throws GeneralSecurityException {
    header.requireAlgorithm(ALGORITHM);
    Map<String, ?> ephemeral = Json.object(header.member("epk"));
    if (!Json.string(ephemeral, "kty").equals("EC")
        || !Json.string(ephemeral, "crv").equals(curve.crv)) {
      throw new IllegalArgumentException("epk is not a key on " + curve.crv);
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(
        curve.publicKey(
            Base64Url.decode(Json.string(ephemeral, "x"), "epk.x"),
            Base64Url.decode(Json.string(ephemeral, "y"), "epk.y")),
        true);
    byte[] wrappingKey = ConcatKdf.derive256(agreement.generateSecret(), ALGORITHM);
    Cipher cipher = Cipher.getInstance("AESWrap"); // RFC 3394
    cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(wrappingKey, "AES"));
    return cipher.unwrap(encryptedKey, "AES", Cipher.SECRET_KEY).getEncoded();
  }

  @Override
  public String toString() {
    return "TeeKey[" + ALGORITHM + ", " + curve.crv + "]";
  }
}
