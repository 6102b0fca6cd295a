package dev.keybay.format.openapi;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.AccessRules;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.PluginIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The paths that a plugin may describe: those of its routes and of its interfaces, as the host
 * would lead a request there. A part in braces stands for one segment of any text.
 */
final class OwnPaths {
  static final String PREFIX = "/kbs/v0/";

  private static final String PLUGIN = "plugin";
  private static final Pattern SEGMENT =
      Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~@:-]*|\\{[A-Za-z][A-Za-z0-9]*}");

  private final String name;
  private final List<String> routes;
  private final Optional<Descriptor> descriptor;

  /** What a path leads to: the rules that are asked, the route that they see, the rest. */
  private record Door(AccessRules rules, String route, List<String> path) {}

  OwnPaths(PluginIdentity plugin) {
    name = plugin.plugin().name();
    descriptor = plugin.descriptor();
    List<String> declared = descriptor.map(Descriptor::routes).orElse(List.of());
    routes = declared.isEmpty() ? List.of(name) : declared;
  }

  /**
   * The rule that lets callers in.
   *
   * @param path with braces, for example {@code /kbs/v0/hello/{who}}
   * @param method in capitals
   * @throws ApiPartException if the path is not the plugin's, or nobody is let in
   */
  AccessRule rule(String path, String method, String at) throws ApiPartException {
    Door door = door(path, at);
    return door.rules()
        .find(door.route(), method, door.path())
        .orElseThrow(() -> new ApiPartException(at, "no access rule of the descriptor is for it"));
  }

  private Door door(String path, String at) throws ApiPartException {
    if (!path.startsWith(PREFIX)) {
      throw new ApiPartException(at, "expected a path that begins with " + PREFIX);
    }
    List<String> segments = Arrays.asList(path.substring(PREFIX.length()).split("/", -1));
    for (String segment : segments) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new ApiPartException(at, "'" + segment + "' is no segment of a path, or {name}");
      }
    }
    String first = segments.get(0);
    if (routes.contains(first)) {
      return new Door(rules(KbsEndpoint.LAUNCH), first, segments.subList(1, segments.size()));
    }
    boolean named = segments.size() > 2 && first.equals(PLUGIN) && segments.get(1).equals(name);
    if (named && !segments.get(2).equals(KbsEndpoint.LAUNCH) && serves(segments.get(2))) {
      return new Door(rules(segments.get(2)), name, segments.subList(3, segments.size()));
    }
    throw new ApiPartException(
        at, "it is none of the plugin's own paths; its routes are " + routes);
  }

  private boolean serves(String iface) {
    return descriptor.isPresent() && descriptor.get().interfaces().containsKey(iface);
  }

  /** As an endpoint has them when it opens. */
  private AccessRules rules(String iface) {
    return descriptor
        .map(found -> found.interfaces().getOrDefault(iface, new AccessRules(List.of())))
        .orElse(AccessRules.ADMIN_ONLY);
  }
}
