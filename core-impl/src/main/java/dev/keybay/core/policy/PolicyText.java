package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The text of a policy as bytes, and its hash. */
final class PolicyText {
  /** As engines take it, see {@link dev.keybay.api.policy.PolicyEngine#compile}. */
  static final int MAX_BYTES = 1 << 20;

  private PolicyText() {}

  /**
   * The UTF-8 bytes of a text that is to be stored.
   *
   * @throws KbsException {@code POLICY_MALFORMED} if its id is none, it is too long or no Unicode
   */
  static byte[] bytes(Kind kind, String id, String source) {
    if (!PolicyNames.valid(kind, id)) {
      throw new KbsException(
          ErrorCode.POLICY_MALFORMED,
          "Failed to parse policy: an id is 1 to "
              + PolicyNames.MAX_LENGTH
              + " characters of A-Z a-z 0-9 . _ - or, of a resource policy, scope:<plugin> and"
              + " segments of a path, each after a colon");
    }
    return bytes(source);
  }

  /**
   * Its UTF-8 bytes.
   *
   * @throws KbsException {@code POLICY_MALFORMED} if it is too long or no Unicode text
   */
  static byte[] bytes(String source) {
    ByteBuffer encoded;
    try {
      // Strict: a lone surrogate would be stored as another text than the one that was compiled.
      encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(source));
    } catch (CharacterCodingException e) {
      throw new KbsException(
          ErrorCode.POLICY_MALFORMED, "Failed to parse policy: it is no Unicode text", e);
    }
    if (encoded.remaining() > MAX_BYTES) {
      throw new KbsException(
          ErrorCode.POLICY_MALFORMED,
          "Failed to parse policy: it has "
              + encoded.remaining()
              + " bytes, and at most "
              + MAX_BYTES
              + " are taken");
    }
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** SHA-384, hexadecimal. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-384").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-384", e);
    }
  }
}
