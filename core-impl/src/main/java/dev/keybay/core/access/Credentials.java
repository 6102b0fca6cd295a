package dev.keybay.core.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller shows: read from the request once, never passed on to a plugin.
 *
 * @param authorization the {@code Authorization} header
 * @param sessionId the value of the session cookie
 */
public record Credentials(@Nullable String authorization, Optional<String> sessionId) {
  /** The name that Trustee's clients send back. */
  static final String COOKIE = "kbs-session-id";

  private static final String BEARER = "bearer ";
  private static final int MAX_SESSION_ID = 64;

  public static Credentials of(HttpServletRequest request) {
    return new Credentials(request.getHeader("Authorization"), sessionId(request));
  }

  /** The bearer token (RFC 6750 §2.1), if there is one. */
  public Optional<String> bearer() {
    return authorization != null
            && authorization.length() > BEARER.length()
            && authorization.substring(0, BEARER.length()).toLowerCase(Locale.ROOT).equals(BEARER)
        ? Optional.of(authorization.substring(BEARER.length()).trim())
        : Optional.empty();
  }

  private static Optional<String> sessionId(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE) && cookie.getValue().length() <= MAX_SESSION_ID) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Never the values. */
  @Override
  public String toString() {
    return "Credentials[]";
  }
}
