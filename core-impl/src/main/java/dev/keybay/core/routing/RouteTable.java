package dev.keybay.core.routing;

import dev.keybay.core.naming.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where every route leads at one instant. Immutable: a switch is the replacement of the whole
 * table, one atomic reference, so no request ever sees half of it.
 *
 * <p>A lookup is one hash look-up by the first path segment as it came; only a segment with a
 * selector or one that leads nowhere needs more.
 */
final class RouteTable {
  /** Promoted first: the highest version, then the latest of equals. */
  private static final Comparator<Target> PROMOTED_FIRST =
      Comparator.comparing(Target::plugin).thenComparing(Target::order).reversed();

  static final RouteTable EMPTY = new RouteTable(List.of());

  private final Map<String, List<Target>> byRoute = new HashMap<>();
  private final Map<InterfaceKey, List<Target>> byInterface = new HashMap<>();
  private final Map<String, Target> promoted = new HashMap<>();

  private record InterfaceKey(String plugin, String iface) {}

  RouteTable(Collection<Target> targets) {
    List<Target> sorted = new ArrayList<>(targets);
    sorted.sort(PROMOTED_FIRST);
    for (Target target : sorted) {
      byInterface
          .computeIfAbsent(
              new InterfaceKey(target.plugin().name(), target.iface()), key -> new ArrayList<>(2))
          .add(target);
      for (String route : target.routes()) {
        byRoute.computeIfAbsent(route, key -> new ArrayList<>(2)).add(target);
        promoted.putIfAbsent(route, target);
      }
    }
  }

  /** What plain {@code route} means now. */
  Optional<Target> promoted(String route) {
    return Optional.ofNullable(promoted.get(route));
  }

  /** The highest version behind a route that the selector takes. */
  Optional<Target> route(Selector selector) {
    return first(byRoute.getOrDefault(selector.name(), List.of()), selector);
  }

  /** The highest version of a plugin that serves this interface and that the selector takes. */
  Optional<Target> iface(Selector selector, String iface) {
    return first(
        byInterface.getOrDefault(new InterfaceKey(selector.name(), iface), List.of()), selector);
  }

  /** Whether the version is what its routes, or its interface, mean now. */
  boolean isPromoted(Target target) {
    return target.routes().isEmpty()
        ? iface(new Selector(target.plugin().name(), Optional.empty()), target.iface())
            .filter(target::equals)
            .isPresent()
        : target.routes().stream().anyMatch(route -> promoted.get(route) == target);
  }

  private static Optional<Target> first(List<Target> targets, Selector selector) {
    return targets.stream().filter(target -> selector.takes(target.plugin().version())).findFirst();
  }
}
