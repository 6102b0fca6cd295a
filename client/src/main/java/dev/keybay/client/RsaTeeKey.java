package dev.keybay.client;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA-OAEP-256, RFC 7518 §4.3: SHA-256, MGF1 with SHA-256, an empty label. */
final class RsaTeeKey implements TeeKey {

  private static final String ALGORITHM = "RSA-OAEP-256";
  private static final int MIN_BITS = 2048;
  private static final int MAX_BITS = 8192;

  private final RSAPrivateCrtKey key;
  private final Map<String, String> jwk;

  private RsaTeeKey(RSAPrivateCrtKey key) {
    int bits = key.getModulus().bitLength();
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw new IllegalArgumentException(
          "an RSA key of " + bits + " bits, expected " + MIN_BITS + " to " + MAX_BITS);
    }
    this.key = key;
    this.jwk =
        Map.of(
            "kty",
            "RSA",
            "alg",
            ALGORITHM,
            "n",
            Base64Url.encode(unsigned(key.getModulus())),
            "e",
            Base64Url.encode(unsigned(key.getPublicExponent())));
  }

  static RsaTeeKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(MIN_BITS);
      return new RsaTeeKey((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java makes no RSA keys", e);
    }
  }

  static RsaTeeKey fromPkcs1(byte[] der) {
    try {
      return new RsaTeeKey(
          (RSAPrivateCrtKey)
              KeyFactory.getInstance("RSA")
                  .generatePrivate(new PKCS8EncodedKeySpec(Pkcs1.toPkcs8(der))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA key in PKCS#1", e);
    }
  }

  @Override
  public String toPem() {
    return new Pem("RSA PRIVATE KEY", Pkcs1.fromPkcs8(key.getEncoded())).encode();
  }

  @Override
  public Map<String, String> jwk() {
    return jwk;
  }

  @Override
  public byte[] unwrap(JweHeader header, byte[] encryptedKey) throws GeneralSecurityException {
    header.requireAlgorithm(ALGORITHM);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(encryptedKey);
  }

  /** Big-endian without the sign byte, RFC 7518 §2 (Base64urlUInt). */
  private static byte[] unsigned(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }

  @Override
  public String toString() {
    return "TeeKey[" + ALGORITHM + "]";
  }
}
