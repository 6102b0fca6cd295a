package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits and decodes a path, once for everyone: what the access rules decide on, what the policy
 * sees and what the plugin gets is this list. So whatever could be read in two ways is refused.
 */
final class PathSegments {
  private static final int MAX_SEGMENTS = 64;

  private PathSegments() {}

  /**
   * Splits at {@code /} and decodes each part (RFC 3986 §2.1, UTF-8). Empty parts are kept.
   *
   * @param raw the path as it came, without the prefix and its slash
   * @throws KbsException {@code UNREADABLE} for a malformed escape, an encoded slash or backslash,
   *     a dot segment, a semicolon, a control character or more than 64 parts
   */
  static List<String> parse(String raw) {
    List<String> segments = new ArrayList<>(6);
    int start = 0;
    while (true) {
      int slash = raw.indexOf('/', start);
      segments.add(decode(slash < 0 ? raw.substring(start) : raw.substring(start, slash)));
      if (slash < 0) {
        return List.copyOf(segments);
      }
      if (segments.size() == MAX_SEGMENTS) {
        throw refused("more than " + MAX_SEGMENTS + " segments");
      }
      start = slash + 1;
    }
  }

  private static String decode(String part) {
    String decoded = part.indexOf('%') < 0 ? part : unescape(part);
    if (decoded.equals(".") || decoded.equals("..")) {
      throw refused("a dot segment");
    }
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (c == '/' || c == '\\' || c == ';' || Character.isISOControl(c)) {
        throw refused(
            Character.isISOControl(c) ? "a control character" : "a '" + c + "' inside a segment");
      }
    }
    return decoded;
  }

  private static String unescape(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        bytes[length++] = bytes[i];
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw refused("a '%' without two hexadecimal digits");
      }
      bytes[length++] = (byte) (high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("an escape that is not UTF-8");
    }
  }

  static KbsException refused(String what) {
    return new KbsException(
        ErrorCode.UNREADABLE, "The path is ambiguous and therefore refused: it has " + what);
  }
}
