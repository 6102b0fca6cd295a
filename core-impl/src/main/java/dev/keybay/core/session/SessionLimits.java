package dev.keybay.core.session;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.Session;
import dev.keybay.core.token.TokenSettings;
import java.time.Duration;
import java.util.Map;

/** How much one session may hold. */
final class SessionLimits {
  private static final int ATTRIBUTES = 16 << 10;

  /** The longest that the settings allow; who issues a token keeps to what they say. */
  private static final int TOKEN = TokenSettings.MAX_TOKEN_KIB << 10;

  private static final Duration LIFETIME = Duration.ofDays(366);

  private SessionLimits() {}

  static void check(Duration lifetime) {
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "a session lives more than nothing and at most %s, not %s".formatted(LIFETIME, lifetime));
    }
  }

  static void check(Map<String, String> attributes) {
    long bytes = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes += length(attribute.getKey()) + length(attribute.getValue());
    }
    if (bytes > ATTRIBUTES) {
      throw new KbsException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The attributes of a session have at most %d bytes, these have %d"
              .formatted(ATTRIBUTES, bytes));
    }
  }

  static void check(Session session) {
    check(session.attributes());
    int token = session.token().map(SessionLimits::length).orElse(0);
    if (token > TOKEN) {
      throw new KbsException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The token of a session has at most %d bytes, this has %d".formatted(TOKEN, token));
    }
  }

  /** Bytes in UTF-8, counted without making them. */
  private static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      // Each half of a surrogate pair stands for two of its four bytes.
      bytes += unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
    }
    return bytes;
  }
}
