package dev.keybay.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The Concat KDF of NIST SP 800-56A §5.8.1 as RFC 7518 §4.6.2 uses it, for one 256-bit key and
 * without PartyUInfo and PartyVInfo, which guests ignore.
 */
final class ConcatKdf {

  private ConcatKdf() {}

  /**
   * SHA-256( 00000001 ‖ Z ‖ length of algorithm ‖ algorithm ‖ 00000000 ‖ 00000000 ‖ 00000100 ), all
   * numbers 32 bits, big-endian.
   *
   * @param z the shared secret: an x coordinate at full length
   * @param algorithm the value of {@code alg}
   */
  static byte[] derive256(byte[] z, String algorithm) {
    byte[] id = algorithm.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer input = ByteBuffer.allocate(4 + z.length + 4 + id.length + 12);
    input.putInt(1).put(z).putInt(id.length).put(id).putInt(0).putInt(0).putInt(256);
    try {
      return MessageDigest.getInstance("SHA-256").digest(input.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
