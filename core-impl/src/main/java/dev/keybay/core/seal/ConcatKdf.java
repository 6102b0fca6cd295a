package dev.keybay.core.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * The Concat KDF (RFC 7518 §4.6.2, SP 800-56A §5.8.1) for ECDH-ES+A256KW without apu and apv. One
 * round of SHA-256 gives all 32 bytes.
 */
final class ConcatKdf {
  private static final byte[] ALGORITHM_ID = "ECDH-ES+A256KW".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BITS = 256;

  private ConcatKdf() {}

  /**
   * The key-encryption key, 32 bytes.
   *
   * @param sharedSecret the x-coordinate in full length, 32 or 66 bytes
   */
  static byte[] keyEncryptionKey(byte[] sharedSecret) throws GeneralSecurityException {
    // All numbers are big-endian and of 4 bytes: round 1; Z; AlgorithmID with its length; the
    // lengths 0 of PartyUInfo and PartyVInfo; the key's length in bits as SuppPubInfo.
    ByteBuffer input = ByteBuffer.allocate(20 + sharedSecret.length + ALGORITHM_ID.length);
    input.putInt(1).put(sharedSecret);
    input.putInt(ALGORITHM_ID.length).put(ALGORITHM_ID);
    input.putInt(0).putInt(0).putInt(KEY_BITS);
    return MessageDigest.getInstance("SHA-256").digest(input.array());
  }
}
