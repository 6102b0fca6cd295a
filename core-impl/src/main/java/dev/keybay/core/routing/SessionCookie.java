package dev.keybay.core.routing;

import dev.keybay.api.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The session cookie exactly as the KBS protocol has it: name, value and {@code Expires}, nothing
 * else. Written by hand, because a container adds attributes of its own.
 */
final class SessionCookie {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Many sessions end in the same second. */
  private static volatile HttpDate last = HttpDate.of(0);

  private SessionCookie() {}

  static void send(HttpServletResponse response, Session session) {
    HttpDate expires = last;
    if (expires.second() != session.expires().getEpochSecond()) {
      expires = HttpDate.of(session.expires().getEpochSecond());
      last = expires;
    }
    response.setHeader(
        "Set-Cookie", "kbs-session-id=" + session.id() + "; Expires=" + expires.text());
  }

  /**
   * A second.
   *
   * @param second since 1970 UTC
   * @param text as IMF-fixdate, RFC 9110 §5.6.7
   */
  private record HttpDate(long second, String text) {
    static HttpDate of(long second) {
      return new HttpDate(second, FORMAT.format(Instant.ofEpochSecond(second)));
    }
  }
}
