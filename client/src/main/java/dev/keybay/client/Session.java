package dev.keybay.client;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cookies of one guest, kept and sent by the rules of any cookie jar. Thread-safe. */
final class Session {

  private static final String COOKIE = "kbs-session-id";

  private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);
  private final Clock clock = Clock.systemUTC();

  /** What the {@code Cookie} header of a request says, if there is one. */
  Optional<String> header(URI uri) {
    try {
      List<String> cookies = jar.get(uri, Map.of()).getOrDefault("Cookie", List.of());
      return cookies.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", cookies));
    } catch (IOException e) {
      throw new KbsClientException("the cookie jar failed", 0, e);
    }
  }

  void receive(URI uri, HttpHeaders headers) {
    try {
      jar.put(uri, headers.map());
    } catch (IOException e) {
      throw new KbsClientException("the broker's cookie could not be read", 0, e);
    }
  }

  /** When the session ends, if there is one. Counted from its cookie's arrival, to the second. */
  Optional<Instant> expires() {
    return jar.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(COOKIE) && cookie.getMaxAge() >= 0)
        .map(HttpCookie::getMaxAge)
        .map(seconds -> clock.instant().plus(Duration.ofSeconds(seconds)))
        .findFirst();
  }
}
