package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM-768+A192KW, as guests that are built with it speak it. */
final class MlKemGuestKey implements GuestKey {
  private static final String ALGORITHM = "ML-KEM-768+A192KW";

  private final AsymmetricCipherKeyPair pair;

  MlKemGuestKey() {
    MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
    generator.init(
        new MLKEMKeyGenerationParameters(new SecureRandom(), MLKEMParameters.ml_kem_768));
    this.pair = generator.generateKeyPair();
  }

  @Override
  public ObjectNode jwk() {
    byte[] encoded = ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded();
    return Messages.JSON
        .createObjectNode()
        .put("kty", "AKP")
        .put("alg", ALGORITHM)
        .put("pub", Base64.getUrlEncoder().withoutPadding().encodeToString(encoded));
  }

  @Override
  public String algorithm() {
    return ALGORITHM;
  }

  @Override
  public byte[] contentKey(JsonNode header, byte[] encryptedKey) throws GeneralSecurityException {
    byte[] encapsulated = Base64.getUrlDecoder().decode(header.get("ek").textValue());
    byte[] secret =
        new MLKEMExtractor((MLKEMPrivateKeyParameters) pair.getPrivate())
            .extractSecret(encapsulated);
    byte[] name = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
    byte[] input =
        ByteBuffer.allocate(8 + name.length).putInt(name.length).put(name).putInt(192).array();
    KMAC kmac = new KMAC(256, new byte[0]);
    kmac.init(new KeyParameter(secret));
    kmac.update(input, 0, input.length);
    byte[] wrapping = new byte[24];
    kmac.doFinal(wrapping, 0, wrapping.length);
    Cipher unwrap = Cipher.getInstance("AESWrap");
    unwrap.init(Cipher.UNWRAP_MODE, new SecretKeySpec(wrapping, "AES"));
    return unwrap.unwrap(encryptedKey, "AES", Cipher.SECRET_KEY).getEncoded();
  }
}
