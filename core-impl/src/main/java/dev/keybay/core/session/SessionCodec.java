package dev.keybay.core.session;

import dev.keybay.api.session.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A session as bytes, before it is sealed. All numbers are big endian; a text is its length in
 * bytes (4) and its UTF-8 form.
 *
 * <pre>
 * 1   format, 1
 * 8   expiry, milliseconds since 1970 UTC
 * …   id, a text
 * 4   number of attributes, then for each: name and value, two texts
 * 1   1 if there is a token, then the token, a text; else 0
 * </pre>
 */
final class SessionCodec {
  private static final int FORMAT = 1;

  private SessionCodec() {}

  static byte[] encode(Session session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(session.expires().toEpochMilli());
      text(out, session.id());
      out.writeInt(session.attributes().size());
      for (Map.Entry<String, String> attribute : session.attributes().entrySet()) {
        text(out, attribute.getKey());
        text(out, attribute.getValue());
      }
      out.writeBoolean(session.token().isPresent());
      if (session.token().isPresent()) {
        text(out, session.token().get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote; the bytes have been authenticated before.
   *
   * @throws IOException if they are of another format
   */
  static Session decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("session format %d expected, found %d".formatted(FORMAT, format));
      }
      Instant expires = Instant.ofEpochMilli(in.readLong());
      String id = text(in);
      int count = in.readInt();
      Map<String, String> attributes = new HashMap<>();
      for (int i = 0; i < count; i++) {
        attributes.put(text(in), text(in));
      }
      Optional<String> token = in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
      return new Session(id, expires, attributes, token);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("a text of %d bytes ends early".formatted(length));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
