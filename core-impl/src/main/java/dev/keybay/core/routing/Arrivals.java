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
  private static final String RESOURCE = "resource";

  /**
   * Reads the URI.
   *
   * @param id the request's
   * @throws KbsException {@code UNREADABLE} if the path is ambiguous, {@code PLUGIN_NOT_FOUND} if
   *     it can name no plugin
   */
  Arrival read(HttpServletRequest request, String id, long startNanos) {
    List<String> segments = withoutEmptyFirst(PathSegments.parse(below(request.getRequestURI())));
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
   * What follows the prefix, as it came. The server finds the context by the decoded path without
   * its parameters: a prefix that is written otherwise would be another path to whoever stands in
   * front, and to the rules for administrators.
   */
  private static String below(String uri) {
    if (uri.startsWith(KbsContext.PATH + "/")) {
      return uri.substring(KbsContext.PATH.length() + 1);
    }
    if (!uri.equals(KbsContext.PATH)) {
      throw PathSegments.refused("a prefix that is not written as " + KbsContext.PATH);
    }
    return "";
  }

  /**
   * {@code resource//a/b/c} is {@code resource/a/b/c}: a guest tool of Trustee's asks so. Dropped
   * here, before anyone decides on it, so that rules, policy and plugin see the same path.
   */
  private static List<String> withoutEmptyFirst(List<String> segments) {
    if (segments.size() < 3 || !segments.get(1).isEmpty() || !isResource(segments.get(0))) {
      return segments;
    }
    List<String> shorter = new ArrayList<>(segments);
    shorter.remove(1);
    return List.copyOf(shorter);
  }

  private static boolean isResource(String segment) {
    return segment.equals(RESOURCE) || segment.startsWith(RESOURCE + "@");
  }

  /** {@code /plugin/enable/hello} is an operation, {@code /plugin/hello/admin/…} an interface. */
  private static boolean isOperation(String segment) {
    return ReservedNames.OPERATIONS.contains(segment);
  }

  static KbsException notFound(String route) {
    return new KbsException(ErrorCode.PLUGIN_NOT_FOUND, "Plugin " + route + " not found");
  }
}
