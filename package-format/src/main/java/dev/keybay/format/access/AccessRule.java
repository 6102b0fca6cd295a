package dev.keybay.format.access;

import java.util.List;
import java.util.Set;

/**
 * One rule of a descriptor: who may call these methods on these paths.
 *
 * @param routes first path segments that it is for; empty means all of the plugin's
 * @param methods upper-case HTTP methods; empty means all
 * @param path which paths, seen after the route's name
 */
public record AccessRule(
    Set<String> routes, Set<String> methods, PathGlob path, Requirement requires) {

  public AccessRule {
    routes = Set.copyOf(routes);
    methods = Set.copyOf(methods);
  }

  boolean matches(String route, String method, List<String> segments) {
    return (methods.isEmpty() || methods.contains(method)) && covers(route, segments);
  }

  /** Whether it is for this path, whatever the method. */
  boolean covers(String route, List<String> segments) {
    return (routes.isEmpty() || routes.contains(route)) && path.matches(segments);
  }
}
