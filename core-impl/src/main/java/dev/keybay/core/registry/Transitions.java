package dev.keybay.core.registry;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the registry changes: each gives the registry after, or throws {@code CONFLICT} or {@code
 * NOT_FOUND} and says which operation would do. Whether a version may replace another is asked of
 * {@link Order} before.
 */
public final class Transitions {
  /** In the place of a key's hash: that of a key which is still to be made. */
  private static final String NOT_YET = "";

  private Transitions() {}

  /**
   * Knows a version from now on. The same bytes again change nothing.
   *
   * @throws KbsException {@code CONFLICT} for other bytes under a version that is known
   */
  public static Registry register(Registry registry, Release release) {
    Optional<Release> known = registry.release(release.plugin());
    if (known.isPresent()) {
      if (known.get().digest().equals(release.digest())) {
        return registry;
      }
      if (known.get().trust().level() == TrustLevel.DEVELOPMENT) {
        return registry.with(release.trusted(known.get().trust()));
      }
      throw conflict(
          release.plugin()
              + " is registered with other bytes ("
              + known.get().digest()
              + ", from "
              + known.get().source()
              + "); a version never changes: raise the version");
    }
    Registry after = registry.with(release.trusted(inherited(registry, release)));
    StreamId id = release.stream();
    if (after.stream(id).isEmpty()) {
      after = after.with(PluginStream.empty(id));
    }
    String name = release.plugin().name();
    return after.exposure(name).isPresent() ? after : after.with(Exposure.of(name));
  }

  /** Knows another file that has a version's bytes, instead of the one where they came from. */
  public static Registry moved(Registry registry, Release release, String source) {
    return registry
        .release(release.plugin())
        .filter(known -> known.digest().equals(release.digest()))
        .map(known -> registry.with(known.from(source)))
        .orElse(registry);
  }

  /** As {@link #register}, in development: other bytes may take the place of those known. */
  public static Registry replace(Registry registry, Release release) {
    boolean other =
        registry
            .release(release.plugin())
            .filter(known -> known.format() == release.format())
            .filter(known -> !known.digest().equals(release.digest()))
            .isPresent();
    return other ? registry.with(release) : register(registry, release);
  }

  /**
   * New bytes are trusted as the last ones of their signer where the operator wants that of this
   * signer, and not at all otherwise.
   */
  private static Trust inherited(Registry registry, Release release) {
    if (release.signer().isEmpty() || !release.trust().by().isEmpty()) {
      return release.trust();
    }
    return registry.releases(release.plugin().name()).stream()
        .filter(former -> former.signer().equals(release.signer()))
        .filter(former -> former.trust().auto() || release.trust().auto())
        .max(Comparator.comparing(Release::added).thenComparing(Release::plugin))
        .map(former -> former.trust().inherited())
        .orElse(Trust.NONE);
  }

  /** Trusts the bytes of a version so far. */
  public static Registry trust(Registry registry, PluginVersion plugin, Trust trust) {
    return registry.with(Order.known(registry, plugin).trusted(trust));
  }

  /**
   * Takes from a plugin, or gives back to it, the right to call the host.
   *
   * @throws KbsException {@code NOT_FOUND} if there is no such plugin
   */
  public static Registry revoke(Registry registry, String name, boolean on) {
    if (registry.exposure(name).isEmpty()) {
      throw new KbsException(ErrorCode.NOT_FOUND, "There is no plugin " + name);
    }
    return registry.withRevoked(name, on);
  }

  /**
   * Gives a plugin other keys to call the host with, and lets it call again. Which ones is only
   * known at the commit, which has them take the place of these.
   *
   * @throws KbsException {@code NOT_FOUND} if there is no such plugin
   */
  public static Registry rotate(Registry registry, String name) {
    Registry after = revoke(registry, name, false);
    SortedMap<PluginVersion, String> hashes = new TreeMap<>(after.keys());
    hashes.replaceAll((version, hash) -> version.name().equals(name) ? NOT_YET : hash);
    return after.withKeys(hashes);
  }

  /**
   * As {@link #register}, of a jar of the distribution, which stands for its own bytes: a build
   * brings others under a version that an earlier one has brought.
   */
  public static Registry registerShipped(Registry registry, Release release) {
    boolean rebuilt =
        registry
            .release(release.plugin())
            .filter(known -> registry.offered().contains(known.digest()))
            .isPresent();
    Registry after = rebuilt ? registry.with(release) : register(registry, release);
    return after.withOffered(release.digest());
  }

  /** Makes a version the one that its stream serves, and switches the stream on. */
  public static Registry activate(Registry registry, PluginVersion plugin) {
    Release release = Order.known(registry, plugin);
    PluginStream before = registry.streams().get(release.stream());
    Registry after = registry.with(before.activated(plugin));
    Exposure exposure = registry.exposures().get(plugin.name());
    if (before.active().isPresent()) {
      exposure = exposure.replaced(before.active().get(), plugin);
    }
    // The first stream that serves is what the plain name means, until somebody promotes another.
    if (exposure.promoted().isEmpty()) {
      exposure = exposure.meaning(Optional.of(release.stream()));
    }
    return after.with(exposure);
  }

  /** As {@link #activate}, but a stream that the operator has switched off stays so. */
  public static Registry choose(Registry registry, PluginVersion plugin) {
    PluginStream stream = registry.streams().get(Order.known(registry, plugin).stream());
    boolean switchedOff = !stream.enabled() && stream.active().isPresent();
    return switchedOff ? registry.with(stream.chosen(plugin)) : activate(registry, plugin);
  }

  /** Takes the choice of a version away: its stream serves nothing until another is chosen. */
  public static Registry deactivate(Registry registry, StreamId id) {
    return registry.with(Order.known(registry, id).deactivated());
  }

  /** Switches a stream on; it serves the version that it served last. */
  public static Registry enable(Registry registry, StreamId id) {
    PluginStream stream = Order.known(registry, id);
    PluginVersion version =
        stream
            .active()
            .or(() -> registry.releases(id).stream().reduce((a, b) -> b).map(Release::plugin))
            .orElseThrow(() -> conflict(id + " has no version to serve; install one"));
    return activate(registry, version);
  }

  /** Switches a stream off. */
  public static Registry disable(Registry registry, StreamId id) {
    return registry.with(Order.known(registry, id).enabled(false));
  }

  /**
   * Forgets a version. With the last of a stream goes the stream, with the last of a plugin its
   * name.
   *
   * @throws KbsException {@code CONFLICT} while it serves
   */
  public static Registry unregister(Registry registry, PluginVersion plugin) {
    Release release = Order.known(registry, plugin);
    if (registry.isActive(plugin)) {
      throw conflict(
          plugin
              + " serves; switch to another version or disable "
              + release.stream()
              + " first, and take its share from the route");
    }
    Registry after = remainingBuiltin(registry.without(release), release);
    StreamId id = release.stream();
    if (!after.releases(id).isEmpty()) {
      return after.with(after.streams().get(id).without(plugin));
    }
    after = after.without(id);
    String name = plugin.name();
    if (after.releases(name).isEmpty()) {
      return after.withoutExposure(name).withRevoked(name, false);
    }
    Optional<StreamId> heir =
        after.streams(new Selector(name, Optional.empty())).stream()
            .filter(stream -> stream.serving().isPresent())
            .map(PluginStream::id)
            .reduce((a, b) -> b);
    return after.with(after.exposures().get(name).without(id, heir));
  }

  /**
   * What was one of the host's own stays it: its last version that ships may go, and those that
   * came after it must still start.
   */
  private static Registry remainingBuiltin(Registry after, Release gone) {
    String name = gone.plugin().name();
    if (gone.trust().level() != TrustLevel.BUILTIN || after.builtin().contains(name)) {
      return after;
    }
    return after.releases(name).stream()
        .reduce((lower, higher) -> higher)
        .map(heir -> after.with(heir.trusted(gone.trust())))
        .orElse(after);
  }

  private static KbsException conflict(String message) {
    return new KbsException(ErrorCode.CONFLICT, message);
  }
}
