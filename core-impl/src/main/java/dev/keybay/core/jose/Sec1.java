package dev.keybay.core.jose;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** EC private keys in the form of SEC 1 (RFC 5915), which Java does not read. */
final class Sec1 {
  /**
   * {@code version INTEGER 0} and {@code AlgorithmIdentifier(ecPublicKey, prime256v1)} of RFC 5208.
   */
  private static final byte[] PKCS8_HEAD =
      HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

  /** {@code version INTEGER 1} and the tag and length of a private key of 32 bytes. */
  private static final byte[] P256_HEAD = HexFormat.of().parseHex("0201010420");

  private Sec1() {}

  /** Wraps the key as PKCS#8. Only P-256: nothing else signs tokens here. */
  static byte[] toPkcs8(byte[] sec1) throws GeneralSecurityException {
    // A P-256 key, with parameters and public key, is shorter than 128 bytes: one byte of length.
    boolean p256 = sec1.length > 2 + P256_HEAD.length && sec1.length < 128 && sec1[0] == 0x30;
    for (int i = 0; p256 && i < P256_HEAD.length; i++) {
      p256 = sec1[2 + i] == P256_HEAD[i];
    }
    if (!p256) {
      throw new GeneralSecurityException(
          "expected a SEC 1 key on P-256; convert others with openssl pkcs8 -topk8 -nocrypt");
    }
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(PKCS8_HEAD);
    inner.write(0x04);
    writeLength(inner, sec1.length);
    inner.writeBytes(sec1);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    outer.write(0x30);
    writeLength(outer, inner.size());
    outer.writeBytes(inner.toByteArray());
    return outer.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length >= 128) {
      out.write(0x81);
    }
    out.write(length);
  }
}
