package dev.keybay.core.seal;

import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.seal.ContentKeySealer.Sealed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.macs.KMAC;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * ML-KEM-768+A192KW: a key encapsulation that quantum computers do not break (FIPS 203), of
 * draft-ietf-jose-pqc-kem-05 as Trustee and its guests speak it. The draft is none of the final
 * ones, so the wire may change yet; whoever attests with such a key knows.
 */
record MlKemSealer(SecureRandom random) {
  static final String ALGORITHM = "ML-KEM-768+A192KW";
  private static final byte[] ALGORITHM_ID = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 24;

  Sealed seal(byte[] contentKey, GuestKey.MlKem guestKey) throws GeneralSecurityException {
    SecretWithEncapsulation encapsulated =
        new MLKEMGenerator(random).generateEncapsulated(guestKey.key());
    byte[] sharedSecret = encapsulated.getSecret();
    try {
      byte[] wrapped = KeyWrap.wrap(keyEncryptionKey(sharedSecret), contentKey);
      return new Sealed(header(encapsulated.getEncapsulation()), wrapped);
    } finally {
      Arrays.fill(sharedSecret, (byte) 0);
    }
  }

  /**
   * KMAC256 (SP 800-185 §4) without customisation, over AlgorithmID and SuppPubInfo: what the
   * Concat KDF has, without the parties.
   */
  static byte[] keyEncryptionKey(byte[] sharedSecret) {
    ByteBuffer input = ByteBuffer.allocate(8 + ALGORITHM_ID.length);
    input.putInt(ALGORITHM_ID.length).put(ALGORITHM_ID).putInt(KEY_BYTES * 8);
    KMAC kmac = new KMAC(256, new byte[0]);
    kmac.init(new KeyParameter(sharedSecret));
    kmac.update(input.array(), 0, input.capacity());
    byte[] key = new byte[KEY_BYTES];
    kmac.doFinal(key, 0, key.length);
    return key;
  }

  private static String header(byte[] encapsulation) {
    return "{\"alg\":\""
        + ALGORITHM
        + "\",\"enc\":\"A256GCM\",\"ek\":\""
        + Base64Url.encode(encapsulation)
        + "\"}";
  }
}
