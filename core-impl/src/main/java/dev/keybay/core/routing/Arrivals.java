package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.format.naming.ReservedNames;
import dev.keybay.format.naming.Selector;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** Reads what a request wants from its URI. Thread-safe. */
final class Arrivals {
  private static final String PLUGIN = "plugin";

  /**
   * Reads the URI.
   *
   * @param id the request's
   * @throws KbsException {@code UNREADABLE} if the path is ambiguous, {@code PLUGIN_NOT_FOUND} if
   *     it can name no plugin
   */
  Arrival read(HttpServletRequest request, String id, long startNanos) {
    String uri = request.getRequestURI();
    int prefix = request.getContextPath().length() + 1;
    List<String> segments =
        withoutEmptyFirst(PathSegments.parse(uri.length() <= prefix ? "" : uri.substring(prefix)));
    boolean ofPlugin =
        segments.size() > 2
            && segments.get(0).equals(PLUGIN)
            && !isOperation(segments.get(1))
            && !ReservedNames.INTERFACES.contains(segments.get(2));
    if (ofPlugin && segments.get(2).equals(KbsEndpoint.LAUNCH)) {
      throw notFound(String.join("/", segments.subList(1, 3))); // it has routes of its own
    }
    String named = ofPlugin ? segments.get(1) : segments.get(0);
    Selector selector = Selector.parse(named).orElseThrow(() -> notFound(named));
    return new Arrival(
        id,
        startNanos,
        ofPlugin ? String.join("/", segments.subList(0, 3)) : named,
        selector,
        ofPlugin ? segments.get(2) : KbsEndpoint.LAUNCH,
        segments.subList(ofPlugin ? 3 : 1, segments.size()),
        Arrival.flat(request.getQueryString()));
  }

  /**
   * {@code resource//a/b/c} is {@code resource/a/b/c}: a guest tool of Trustee's asks so. Dropped
   * here, before anyone decides on it, so that rules, policy and plugin see the same path.
   */
  private static List<String> withoutEmptyFirst(List<String> segments) {
    if (segments.size() < 3 || !segments.get(1).isEmpty()) {
      return segments;
    }
    List<String> shorter = new ArrayList<>(segments);
    shorter.remove(1);
    return List.copyOf(shorter);
  }

  /** {@code /plugin/enable/hello} is an operation, {@code /plugin/hello/admin/…} an interface. */
  private static boolean isOperation(String segment) {
    return ReservedNames.OPERATIONS.contains(segment);
  }

  static KbsException notFound(String route) {
    return new KbsException(ErrorCode.PLUGIN_NOT_FOUND, "Plugin " + route + " not found");
  }
}
