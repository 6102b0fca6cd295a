package dev.keybay.core.registry;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * How what names lead to changes, while the versions stay: each gives the registry after, or throws
 * as {@link Transitions} does.
 */
public final class Meanings {
  private Meanings() {}

  /** Makes the plain name mean a stream, all of it. */
  public static Registry promote(Registry registry, StreamId id) {
    serving(registry, id);
    return registry.with(registry.exposures().get(id.name()).promoted(id));
  }

  /**
   * Divides the plain name between versions in proportion.
   *
   * @param parts of versions that run; at least one, each above 0
   */
  public static Registry divide(
      Registry registry, String name, SortedMap<PluginVersion, Integer> parts) {
    Exposure exposure = registry.exposures().get(name);
    PluginVersion first = parts.keySet().iterator().next();
    StreamId stream = Order.known(registry, first).stream();
    boolean all = parts.size() == 1;
    if (all
        && registry.stream(stream)
            .flatMap(PluginStream::serving)
            .filter(first::equals)
            .isPresent()) {
      return registry.with(exposure.promoted(stream));
    }
    return registry.with(exposure.divided(parts));
  }

  /** Lets a plain name lead where it led before. */
  public static Registry lead(Registry registry, Exposure former) {
    return registry.with(former);
  }

  /** Lets guests address a stream by its selector, or no longer. */
  public static Registry expose(Registry registry, StreamId id, boolean on) {
    if (on) {
      serving(registry, id);
    }
    Order.known(registry, id);
    return registry.with(registry.exposures().get(id.name()).exposed(id, on));
  }

  /**
   * Divides the plain name between versions.
   *
   * @param shares of 100; empty gives it all to the promoted stream again
   */
  public static Registry route(
      Registry registry, String name, SortedMap<PluginVersion, Integer> shares) {
    Exposure exposure =
        registry
            .exposure(name)
            .orElseThrow(() -> new KbsException(ErrorCode.NOT_FOUND, "There is no plugin " + name));
    for (PluginVersion version : shares.keySet()) {
      Release release = Order.known(registry, version);
      PluginStream stream = registry.streams().get(release.stream());
      if (!stream.enabled()) {
        throw conflict(release.stream() + " is switched off; enable it first");
      }
    }
    int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
    boolean inRange = shares.values().stream().allMatch(share -> share >= 0 && share <= 100);
    if (!shares.isEmpty() && (sum != 100 || !inRange)) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "the shares must be 0 to 100 and sum to 100, not to " + sum);
    }
    return registry.with(exposure.weighted(shares));
  }

  /**
   * Lets a selector be served by another: the manual way on from a plain bundle.
   *
   * @param to empty takes the alias away
   */
  public static Registry alias(Registry registry, Selector from, Optional<Selector> to) {
    if (to.isPresent()) {
      if (!registry.serves(to.get())) {
        throw conflict("nothing that serves is " + text(to.get()) + "; enable it first");
      }
      if (registry.aliases().containsKey(text(to.get())) || text(to.get()).equals(text(from))) {
        throw conflict(text(to.get()) + " is an alias itself; name what it stands for");
      }
      // Aliases are followed once: one that led here would still mean what served before.
      for (Map.Entry<String, String> other : registry.aliases().entrySet()) {
        if (other.getValue().equals(text(from))) {
          throw conflict(
              other.getKey()
                  + " is an alias of "
                  + text(from)
                  + "; alias it to "
                  + text(to.get())
                  + " first, or unalias it");
        }
      }
    } else if (!registry.aliases().containsKey(text(from))) {
      throw new KbsException(ErrorCode.NOT_FOUND, "There is no alias " + text(from));
    }
    return registry.withAlias(text(from), to.map(Meanings::text));
  }

  private static String text(Selector selector) {
    return selector.name() + selector.version().map(version -> "@" + version).orElse("");
  }

  private static void serving(Registry registry, StreamId id) {
    if (Order.known(registry, id).serving().isEmpty()) {
      throw conflict(
          id
              + " does not serve; enable it first. Streams that serve: "
              + registry.streams(new Selector(id.name(), Optional.empty())).stream()
                  .filter(stream -> stream.serving().isPresent())
                  .map(stream -> stream.id().toString())
                  .collect(Collectors.joining(", ")));
    }
  }

  private static KbsException conflict(String message) {
    return new KbsException(ErrorCode.CONFLICT, message);
  }
}
