package dev.keybay.format.descriptor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** The text of a descriptor's bytes, and places in it. */
final class Utf8Text {
  private Utf8Text() {}

  /** Decodes all of it, or says where it is no UTF-8 (RFC 3629). */
  static String decode(byte[] utf8) throws DescriptorException {
    CharBuffer text = CharBuffer.allocate(utf8.length);
    boolean bad =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8), text, true).isError();
    String decoded = text.flip().toString();
    if (bad) {
      throw at(decoded, decoded.length(), "the bytes here are not UTF-8");
    }
    return decoded;
  }

  /** An error before the character with this index. */
  static DescriptorException at(String text, int index, String message) {
    String before = text.substring(0, Math.min(index, text.length()));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new DescriptorException(line, before.length() - before.lastIndexOf('\n'), message);
  }
}
