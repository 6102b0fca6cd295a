package dev.keybay.itests.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request.
 *
 * @param headers in their order, besides those that frame it; values as Latin-1
 */
record Input(String method, String path, Map<String, String> headers, byte[] body) {
  private static final int LIMIT = 2 << 20;

  /** A body over the limit is cut to it: how such a one is refused is another question. */
  static Input post(String path, byte[] body) {
    byte[] within = body.length <= LIMIT ? body : Arrays.copyOf(body, LIMIT);
    return new Input("POST", path, Map.of(), within);
  }

  static Input get(String path) {
    return new Input("GET", path, Map.of(), new byte[0]);
  }

  Input with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Input(method, path, more, body);
  }

  /** As it goes over the wire (RFC 9112). */
  byte[] message() {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(" /kbs/v0/").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream message = new ByteArrayOutputStream(head.length() + body.length);
    message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(body);
    return message.toByteArray();
  }

  /** For a person: what was sent, cut where it gets long. */
  @Override
  public String toString() {
    String text = new String(message(), StandardCharsets.ISO_8859_1);
    return text.length() <= 4000 ? text : text.substring(0, 4000) + "… " + text.length();
  }
}
