package dev.keybay.core.jose;

import dev.keybay.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** JWTs made by JCA alone, as an independent sender would. */
public final class TestJwt {
  private TestJwt() {}

  public static KeyPair ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  public static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  public static KeyPair ed25519() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  public static Map<String, Object> jwk(KeyPair pair, String alg) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    if (pair.getPublic() instanceof ECPublicKey ec) {
      NistCurve curve = NistCurve.of(ec).orElseThrow();
      jwk.put("kty", "EC");
      jwk.put("crv", curve.joseName());
      jwk.put("x", Base64Url.encode(curve.coordinate(ec.getW().getAffineX())));
      jwk.put("y", Base64Url.encode(curve.coordinate(ec.getW().getAffineY())));
    } else if (pair.getPublic() instanceof RSAPublicKey rsa) {
      jwk.put("kty", "RSA");
      jwk.put("n", Base64Url.encode(unsigned(rsa.getModulus().toByteArray())));
      jwk.put("e", Base64Url.encode(unsigned(rsa.getPublicExponent().toByteArray())));
    } else {
      byte[] encoded = pair.getPublic().getEncoded();
      jwk.put("kty", "OKP");
      jwk.put("crv", "Ed25519");
      jwk.put(
          "x",
          Base64Url.encode(
              java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }
    jwk.put("alg", alg);
    return jwk;
  }

  public static String sign(
      PrivateKey key, String alg, Map<String, Object> headerRest, Map<String, ?> claims)
      throws GeneralSecurityException {
    return sign(key, alg, headerRest, JsonText.bytes(claims));
  }

  public static String sign(
      PrivateKey key, String alg, Map<String, Object> headerRest, byte[] payload)
      throws GeneralSecurityException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", alg);
    header.putAll(headerRest);
    String input = Base64Url.encode(JsonText.bytes(header)) + "." + Base64Url.encode(payload);
    Signature signature =
        Signature.getInstance(
            switch (alg) {
              case "ES256" -> "SHA256withECDSAinP1363Format";
              case "ES384" -> "SHA384withECDSAinP1363Format";
              case "ES512" -> "SHA512withECDSAinP1363Format";
              case "RS256" -> "SHA256withRSA";
              case "PS256" -> "RSASSA-PSS";
              case "EdDSA" -> "Ed25519";
              default -> throw new IllegalArgumentException(alg);
            });
    if (alg.equals("PS256")) {
      signature.setParameter(
          new java.security.spec.PSSParameterSpec(
              "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
    }
    signature.initSign(key);
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64Url.encode(signature.sign());
  }

  private static byte[] unsigned(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 0
        ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length)
        : bytes;
  }
}
