package dev.keybay.client.load;

import java.io.IOException;
import java.io.InputStream;

/**
 * What matters in the head of an answer.
 *
 * @param length of the body in bytes, if it is not chunked
 * @param closes whether the server closes the connection after it
 * @param cookie the last that it sets, name and value; empty if none
 */
record ResponseHead(int status, long length, boolean chunked, boolean closes, String cookie) {

  private static final String LENGTH = "content-length:";
  private static final String COOKIE = "set-cookie:";

  /**
   * Reads up to the empty line.
   *
   * @param line a buffer
   * @throws IOException if it is not a head whose body has an end, RFC 9112 §6.3
   */
  static ResponseHead read(InputStream in, HttpLine line) throws IOException {
    line.read(in);
    if (!line.startsWith("http/1.1 ")) {
      throw new IOException("not an HTTP/1.1 answer");
    }
    int status = (int) line.decimal(9);
    long length = -1;
    boolean chunked = false;
    boolean closes = false;
    String cookie = "";
    for (line.read(in); line.length() > 0; line.read(in)) {
      if (line.startsWith(LENGTH)) {
        length = line.decimal(LENGTH.length());
      } else if (line.startsWith("transfer-encoding: chunked")) {
        chunked = true;
      } else if (line.startsWith("connection: close")) {
        closes = true;
      } else if (line.startsWith(COOKIE)) {
        cookie = line.text(COOKIE.length(), ';');
      }
    }
    boolean empty = status < 200 || status == 204 || status == 304;
    if (!empty && !chunked && length < 0) {
      throw new IOException("an answer without a length");
    }
    return new ResponseHead(
        status, empty ? 0 : Math.max(length, 0), chunked && !empty, closes, cookie);
  }

  boolean isInterim() {
    return status < 200;
  }
}
