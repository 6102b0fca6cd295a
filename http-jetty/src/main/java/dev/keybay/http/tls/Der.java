package dev.keybay.http.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * As much of DER (ITU-T X.690) as is needed to bring keys of OpenSSL's older forms, PKCS#1 and SEC
 * 1, into PKCS#8, which Java reads. Both say which algorithm only in PEM's label, so that comes
 * from the certificate's key, which has it in the same form (RFC 5280 section 4.1.2.7).
 */
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {2, 1, 0};

  private Der() {}

  /**
   * A PrivateKeyInfo (RFC 5208 section 5).
   *
   * @param publicInfo the SubjectPublicKeyInfo of the public key
   * @param privateKey RSAPrivateKey (RFC 8017) or ECPrivateKey (RFC 5915)
   */
  static byte[] privateKeyInfo(byte[] publicInfo, byte[] privateKey) {
    byte[] algorithm = firstOf(publicInfo);
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, privateKey));
  }

  /** The first element in a sequence, with its own head. */
  private static byte[] firstOf(byte[] sequence) {
    int start = 1 + lengthBytes(sequence, 1);
    int end = start + 1 + lengthBytes(sequence, start + 1) + length(sequence, start + 1);
    return Arrays.copyOfRange(sequence, start, end);
  }

  private static int lengthBytes(byte[] der, int at) {
    return der[at] >= 0 ? 1 : 1 + (der[at] & 0x7f);
  }

  private static int length(byte[] der, int at) {
    if (der[at] >= 0) {
      return der[at];
    }
    int length = 0;
    for (int i = 1; i <= (der[at] & 0x7f); i++) {
      length = (length << 8) | (der[at + i] & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int size = content.size();
    if (size < 0x80) {
      out.write(size);
    } else if (size < 0x100) {
      out.write(0x81);
      out.write(size);
    } else if (size < 0x10000) {
      out.write(0x82);
      out.write(size >> 8);
      out.write(size);
    } else {
      throw new IllegalArgumentException("no private key is this long");
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
