package dev.keybay.client;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Between PKCS#1 (RFC 8017 A.1.2), in which guests keep RSA keys, and PKCS#8 (RFC 5208 §5), which
 * JCA wants: the one is the last member of the other.
 *
 * <pre>PrivateKeyInfo ::= SEQUENCE { INTEGER 0, AlgorithmIdentifier, OCTET STRING pkcs1 }</pre>
 */
final class Pkcs1 {

  /** INTEGER 0, then the AlgorithmIdentifier of rsaEncryption (1.2.840.113549.1.1.1, NULL). */
  private static final byte[] VERSION_AND_ALGORITHM =
      HexFormat.of().parseHex("020100" + "300d06092a864886f70d0101010500");

  private Pkcs1() {}

  static byte[] toPkcs8(byte[] pkcs1) {
    byte[] octets = tlv(0x04, pkcs1);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(VERSION_AND_ALGORITHM);
    body.writeBytes(octets);
    return tlv(0x30, body.toByteArray());
  }

  /**
   * The PKCS#1 key in a PKCS#8 key that JCA has made.
   *
   * @throws IllegalArgumentException if it does not have that form
   */
  static byte[] fromPkcs8(byte[] pkcs8) {
    int body = contents(pkcs8, 0, 0x30);
    int octets = body + VERSION_AND_ALGORITHM.length;
    if (octets > pkcs8.length
        || !Arrays.equals(Arrays.copyOfRange(pkcs8, body, octets), VERSION_AND_ALGORITHM)) {
      throw new IllegalArgumentException("not an RSA key in PKCS#8");
    }
    return Arrays.copyOfRange(pkcs8, contents(pkcs8, octets, 0x04), pkcs8.length);
  }

  /** Where the contents of the element at {@code at} begin. */
  private static int contents(byte[] der, int at, int tag) {
    if (at + 2 > der.length || (der[at] & 0xff) != tag) {
      throw new IllegalArgumentException("not an RSA key in PKCS#8");
    }
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
  }

  private static byte[] tlv(int tag, byte[] contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = contents.length;
    if (length < 0x80) {
      out.write(length);
    } else {
      int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
    out.writeBytes(contents);
    return out.toByteArray();
  }
}
