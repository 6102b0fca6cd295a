package dev.keybay.core.routing;

import dev.keybay.api.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The session cookie exactly as the KBS protocol has it: name, value and {@code Expires}, nothing
 * else. Written by hand, because a container adds attributes of its own.
 */
final class SessionCookie {
  private SessionCookie() {}

  static void send(HttpServletResponse response, Session session) {
    String expires =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(session.expires().atOffset(ZoneOffset.UTC));
    response.setHeader(
        "Set-Cookie", "kbs-session-id=" + session.id() + "; Expires=" + imf(expires));
  }

  /** IMF-fixdate (RFC 9110 §5.6.7) has two digits for the day where RFC 1123 allows one. */
  private static String imf(String date) {
    return date.charAt(6) == ' ' ? date.substring(0, 5) + "0" + date.substring(5) : date;
  }
}
