package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.core.error.Endpoint;
import dev.keybay.format.naming.Selector;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived: read once, kept over a wait in the parking lot.
 *
 * @param id for logs and the answer
 * @param startNanos {@link System#nanoTime} of its arrival
 * @param routeText the first segment as it came, or {@code plugin/<name>/<interface>}
 * @param selector what the caller named
 * @param iface the interface it wants; {@code launch} unless the path says otherwise
 * @param path the segments after that
 * @param query the flat query
 */
record Arrival(
    String id,
    long startNanos,
    String routeText,
    Selector selector,
    String iface,
    List<String> path,
    Map<String, String> query) {
  private static final String ATTRIBUTE = Arrival.class.getName();
  private static final int MAX_PARAMETERS = 100;

  static @Nullable Arrival of(HttpServletRequest request) {
    return (Arrival) request.getAttribute(ATTRIBUTE);
  }

  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** What it asks for; an interface of a plugin is below {@code plugin}. */
  Endpoint endpoint(HttpServletRequest request) {
    boolean launch = iface.equals(KbsEndpoint.LAUNCH);
    boolean below = !path.isEmpty() && !path.equals(List.of(""));
    return new Endpoint(request.getMethod(), launch ? selector.name() : "plugin", below);
  }

  /**
   * The query as a flat map, the last of a name counts; empty where there is none.
   *
   * @throws KbsException {@code UNREADABLE} for a malformed escape or more than 100 pairs
   */
  static Map<String, String> flat(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, String> flat = new LinkedHashMap<>();
    String[] pairs = query.split("&", MAX_PARAMETERS + 1);
    if (pairs.length > MAX_PARAMETERS) {
      throw new KbsException(
          ErrorCode.UNREADABLE, "The query has more than " + MAX_PARAMETERS + " parameters");
    }
    for (String pair : pairs) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        flat.put(decode(name), decode(value));
      }
    }
    return Map.copyOf(flat);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new KbsException(ErrorCode.UNREADABLE, "The query has a malformed escape", e);
    }
  }
}
