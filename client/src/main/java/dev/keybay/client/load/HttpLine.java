package dev.keybay.client.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A line of a response head, in one buffer used again and again. At most 16 KiB. */
final class HttpLine {

  private final byte[] bytes = new byte[16 * 1024];
  private int length;

  /** Reads up to the next line feed; the carriage return before it is dropped. */
  void read(InputStream in) throws IOException {
    length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed before the whole answer had come");
      }
      if (length == bytes.length) {
        throw new IOException("a header of more than " + bytes.length + " bytes");
      }
      bytes[length++] = (byte) b;
    }
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
  }

  int length() {
    return length;
  }

  /** Whether the line begins with an ASCII text, given in lower case. */
  boolean startsWith(String lowerCase) {
    if (length < lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      int b = bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] + ('a' - 'A') : bytes[i];
      if (b != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What stands from a place up to a delimiter or the line's end, stripped. */
  String text(int from, char delimiter) {
    int end = from;
    while (end < length && bytes[end] != delimiter) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).strip();
  }

  /** The decimal number that begins at a place, after spaces. */
  long decimal(int from) throws IOException {
    int i = from;
    while (i < length && bytes[i] == ' ') {
      i++;
    }
    return number(i, 10);
  }

  /** The hexadecimal number at the line's start. */
  long hexadecimal() throws IOException {
    return number(0, 16);
  }

  private long number(int from, int radix) throws IOException {
    long value = 0;
    int i = from;
    for (; i < length && Character.digit(bytes[i], radix) >= 0; i++) {
      value = value * radix + Character.digit(bytes[i], radix);
      if (value > Integer.MAX_VALUE) {
        throw new IOException("a number in the answer's head is too large");
      }
    }
    if (i == from) {
      throw new IOException("not HTTP: a number was expected");
    }
    return value;
  }
}
