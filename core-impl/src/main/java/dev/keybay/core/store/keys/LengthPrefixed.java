package dev.keybay.core.store.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Fields as bytes that can be read in one way only, for authentication: each is its length (4
 * bytes, big endian) and its bytes; text is UTF-8, a number 8 bytes big endian. The first field is
 * a label that says what the whole is, so that bytes made for one use never fit another.
 */
public final class LengthPrefixed {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);

  private LengthPrefixed() {}

  public static LengthPrefixed labelled(String label) {
    return new LengthPrefixed().text(label);
  }

  public LengthPrefixed text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public LengthPrefixed number(long number) {
    return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  public LengthPrefixed bytes(byte[] field) {
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    bytes.writeBytes(field);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
