package dev.keybay.core.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** How a content key is encrypted to an RSA key (RFC 7518 §4.2, §4.3). */
enum RsaAlgorithm {
  OAEP_256("RSA-OAEP-256", "RSA/ECB/OAEPPadding"),
  /** Only because guests of old ask for it; nothing is decrypted here, so no padding oracle. */
  PKCS1_V15("RSA1_5", "RSA/ECB/PKCS1Padding");

  private final String joseName;
  private final String transformation;

  RsaAlgorithm(String joseName, String transformation) {
    this.joseName = joseName;
    this.transformation = transformation;
  }

  static Optional<RsaAlgorithm> of(Object joseName) {
    for (RsaAlgorithm algorithm : values()) {
      if (algorithm.joseName.equals(joseName)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  String joseName() {
    return joseName;
  }

  byte[] encrypt(RSAPublicKey key, byte[] contentKey, SecureRandom random)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation);
    if (this == OAEP_256) {
      // Java's name for it would leave MGF1 at SHA-1.
      OAEPParameterSpec sha256 =
          new OAEPParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
      cipher.init(Cipher.ENCRYPT_MODE, key, sha256, random);
    } else {
      cipher.init(Cipher.ENCRYPT_MODE, key, random);
    }
    return cipher.doFinal(contentKey);
  }
}
