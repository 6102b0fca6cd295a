package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA-OAEP-256 (RFC 7518 §4.3), 2048 bits. */
final class RsaGuestKey implements GuestKey {
  private static final String ALGORITHM = "RSA-OAEP-256";
  private static final String PKCS1 = "RSA1_5";

  private final String algorithm;
  private final KeyPair pair;

  RsaGuestKey() throws GeneralSecurityException {
    this(ALGORITHM);
  }

  private RsaGuestKey(String algorithm) throws GeneralSecurityException {
    this.algorithm = algorithm;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  /** As guests of old ask for it. */
  static RsaGuestKey pkcs1() throws GeneralSecurityException {
    return new RsaGuestKey(PKCS1);
  }

  @Override
  public ObjectNode jwk() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return Messages.JSON
        .createObjectNode()
        .put("kty", "RSA")
        .put("alg", algorithm)
        .put("n", number(key.getModulus()))
        .put("e", number(key.getPublicExponent()));
  }

  @Override
  public String algorithm() {
    return algorithm;
  }

  @Override
  public byte[] contentKey(JsonNode header, byte[] encryptedKey) throws GeneralSecurityException {
    if (algorithm.equals(PKCS1)) {
      Cipher decrypt = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      decrypt.init(Cipher.DECRYPT_MODE, pair.getPrivate());
      return decrypt.doFinal(encryptedKey);
    }
    Cipher decrypt = Cipher.getInstance("RSA/ECB/OAEPPadding");
    decrypt.init(
        Cipher.DECRYPT_MODE,
        pair.getPrivate(),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return decrypt.doFinal(encryptedKey);
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
