package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a version goes that nobody wants any more, while those that remain serve all of its guests:
 * its share goes first, and its stream ends only where nobody is left to serve it. Pure, as {@link
 * Transitions} is.
 */
public final class Withdrawal {
  private Withdrawal() {}

  /**
   * Who serves the stream of a version without it: who does already, or else who has the largest
   * share of its name, the highest of several. Empty if no other runs.
   */
  public static Optional<PluginVersion> heir(Registry registry, PluginVersion plugin) {
    StreamId id = Order.known(registry, plugin).stream();
    return Order.known(registry, id)
        .active()
        .filter(active -> !active.equals(plugin))
        .or(() -> largestShare(registry, id, plugin));
  }

  /**
   * Takes a version out of the shares of its name and off its stream.
   *
   * @param spare who serves the stream, and has the share, where there is no {@link #heir}; without
   *     one the stream serves nothing, and the share is divided among the others
   */
  public static Registry of(
      Registry registry, PluginVersion plugin, Optional<PluginVersion> spare) {
    Optional<PluginVersion> heir = heir(registry, plugin).or(() -> spare);
    StreamId id = Order.known(registry, plugin).stream();
    if (heir.isEmpty()) {
      Exposure remaining = registry.exposures().get(plugin.name()).without(plugin);
      return Transitions.deactivate(registry, id).with(remaining);
    }
    boolean serves = Order.known(registry, id).active().filter(heir.get()::equals).isPresent();
    Registry after = serves ? registry : Transitions.choose(registry, heir.get());
    return after.with(after.exposures().get(plugin.name()).replaced(plugin, heir.get()));
  }

  /** Ends the stream of a version; one of another stream has its share, and its plain name. */
  public static Registry inFavourOf(
      Registry registry, PluginVersion plugin, PluginVersion successor) {
    StreamId ended = Order.known(registry, plugin).stream();
    Exposure exposure = registry.exposures().get(plugin.name()).replaced(plugin, successor);
    boolean meant = exposure.promoted().filter(ended::equals).isPresent();
    return Transitions.deactivate(registry, ended)
        .with(
            meant
                ? exposure.meaning(Optional.of(Order.known(registry, successor).stream()))
                : exposure);
  }

  private static Optional<PluginVersion> largestShare(
      Registry registry, StreamId id, PluginVersion but) {
    SortedMap<PluginVersion, Integer> weights = registry.exposures().get(id.name()).weights();
    return weights.entrySet().stream()
        .filter(share -> !share.getKey().equals(but))
        .filter(share -> Order.known(registry, share.getKey()).stream().equals(id))
        .max(
            Map.Entry.<PluginVersion, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
