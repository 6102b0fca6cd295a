package dev.keybay.core.routing;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.format.naming.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Where every route leads at one instant. Immutable: a switch is the replacement of the whole
 * table, one atomic reference, so no request ever sees half of it.
 *
 * <p>A lookup is one hash look-up by the first path segment as it came; only a segment with a
 * selector or one that leads nowhere needs more.
 */
final class RouteTable {
  /** The highest version, then the latest of equals. */
  private static final Comparator<Target> HIGHEST_FIRST =
      Comparator.comparing(Target::plugin).thenComparing(Target::order).reversed();

  static final RouteTable EMPTY = new RouteTable(List.of(), Choices.NONE);

  private static final Shares NOBODY = Shares.of(List.of(), null);

  private final Choices choices;
  private final Map<String, List<Target>> byRoute = new HashMap<>();
  private final Map<InterfaceKey, List<Target>> byInterface = new HashMap<>();
  private final Map<String, Shares> plainRoutes = new HashMap<>();
  private final Map<InterfaceKey, Shares> plainInterfaces = new HashMap<>();

  private final Map<String, String> owners;

  private record InterfaceKey(String plugin, String iface) {}

  RouteTable(Collection<Target> targets, Choices choices) {
    this(targets, choices, Map.of());
  }

  /**
   * @param formerly the plugin of each route whose versions are away for the moment
   */
  RouteTable(Collection<Target> targets, Choices choices, Map<String, String> formerly) {
    this.choices = choices;
    this.owners = new HashMap<>(formerly);
    List<Target> sorted = new ArrayList<>(targets);
    sorted.sort(HIGHEST_FIRST);
    for (Target target : sorted) {
      byInterface
          .computeIfAbsent(
              new InterfaceKey(target.plugin().name(), target.iface()), key -> new ArrayList<>(2))
          .add(target);
      for (String route : target.routes()) {
        byRoute.computeIfAbsent(route, key -> new ArrayList<>(2)).add(target);
        owners.put(route, target.plugin().name());
      }
    }
    byRoute.forEach((route, those) -> plainRoutes.put(route, shares(those)));
    byInterface.forEach((key, those) -> plainInterfaces.put(key, shares(those)));
  }

  /** A route has one owner, see {@code Endpoints}. */
  private Shares shares(List<Target> targets) {
    return Shares.of(targets, choices.byName().get(targets.get(0).plugin().name()));
  }

  /** Who shares plain {@code route} now; nobody if it leads nowhere. */
  Shares plain(String route) {
    return plainRoutes.getOrDefault(route, NOBODY);
  }

  /** What a selector stands for. */
  Selector resolve(Selector selector) {
    return choices.aliases().getOrDefault(selector, selector);
  }

  /** The version behind a route that the selector means. */
  Optional<Target> route(Selector selector, IntSupplier bucket) {
    return selector.version().isEmpty()
        ? plain(selector.name()).pick(bucket)
        : first(byRoute.getOrDefault(selector.name(), List.of()), selector);
  }

  /** The version of a plugin that serves this interface and that the selector means. */
  Optional<Target> iface(Selector selector, String iface, IntSupplier bucket) {
    InterfaceKey key = new InterfaceKey(selector.name(), iface);
    return selector.version().isEmpty()
        ? plainInterfaces.getOrDefault(key, NOBODY).pick(bucket)
        : first(byInterface.getOrDefault(key, List.of()), selector);
  }

  /**
   * Whether guests may use the selector: plain names, and streams that are exposed. An exact
   * version is never theirs to choose, or they chose an old, vulnerable one.
   *
   * @param iface what they ask for there; the selector's name is that of a route where this is what
   *     is for guests, else that of a plugin
   */
  boolean guestsMay(Selector selector, String iface) {
    if (selector.version().isEmpty()) {
      return true;
    }
    String plugin =
        iface.equals(KbsEndpoint.LAUNCH)
            ? owners.getOrDefault(selector.name(), "")
            : selector.name();
    return choices.exposed().stream()
        .anyMatch(
            stream ->
                stream.name().equals(plugin) && stream.version().equals(selector.version().get()));
  }

  /** The plugin of each route that leads somewhere, or did. */
  Map<String, String> owners() {
    return owners;
  }

  /** Whether the version is what its routes, or its interface, mean now, or a share of it. */
  boolean isPromoted(Target target) {
    return target.routes().isEmpty()
        ? plainInterfaces
            .getOrDefault(new InterfaceKey(target.plugin().name(), target.iface()), NOBODY)
            .contains(target)
        : target.routes().stream().anyMatch(route -> plain(route).contains(target));
  }

  /** An exact version is meant as it is; of a stream, what serves it, or else a stand-in. */
  private Optional<Target> first(List<Target> targets, Selector selector) {
    List<Target> meant =
        targets.stream().filter(each -> selector.takes(each.plugin().version())).toList();
    if (selector.isExact()) {
      return meant.stream().findFirst();
    }
    return meant.stream()
        .filter(each -> choices.serves(each.plugin()))
        .findFirst()
        .or(() -> meant.stream().filter(each -> choices.standsIn(each.plugin())).findFirst());
  }
}
