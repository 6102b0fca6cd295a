package dev.keybay.core.registry;

import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that is registered, at one instant. Immutable: an operation makes another one, see
 * {@link Transitions}, and its commit replaces this.
 *
 * @param aliases by the selector that they stand for: the selector that serves it
 * @param offered digests of the jars of distributions that were taken in once: what an operator has
 *     removed does not come back at the next start
 * @param keys hashes of the keys with which versions that run call the host
 * @param revoked names of plugins that may not call it
 */
public record Registry(
    SortedMap<PluginVersion, Release> releases,
    SortedMap<StreamId, PluginStream> streams,
    SortedMap<String, Exposure> exposures,
    SortedMap<String, String> aliases,
    SortedSet<String> offered,
    SortedMap<PluginVersion, String> keys,
    SortedSet<String> revoked) {

  public static final Registry EMPTY =
      new Registry(
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeSet<>(),
          new TreeMap<>(),
          new TreeSet<>());

  public Registry {
    releases = Collections.unmodifiableSortedMap(releases);
    streams = Collections.unmodifiableSortedMap(streams);
    exposures = Collections.unmodifiableSortedMap(exposures);
    aliases = Collections.unmodifiableSortedMap(aliases);
    offered = Collections.unmodifiableSortedSet(offered);
    keys = Collections.unmodifiableSortedMap(keys);
    revoked = Collections.unmodifiableSortedSet(revoked);
  }

  public Optional<Release> release(PluginVersion plugin) {
    return Optional.ofNullable(releases.get(plugin));
  }

  public Optional<PluginStream> stream(StreamId id) {
    return Optional.ofNullable(streams.get(id));
  }

  public Optional<Exposure> exposure(String name) {
    return Optional.ofNullable(exposures.get(name));
  }

  /** The streams that a selector takes: of a plain name, all of it. */
  public List<PluginStream> streams(Selector selector) {
    return streams.values().stream()
        .filter(stream -> stream.id().name().equals(selector.name()))
        .filter(
            stream ->
                selector.takes(stream.id().version())
                    || stream.active().filter(v -> selector.takes(v.version())).isPresent())
        .toList();
  }

  /** Whether something that a selector takes shall run. */
  public boolean serves(Selector selector) {
    return streams(selector).stream().anyMatch(stream -> stream.serving().isPresent());
  }

  /** The versions of a stream, lowest first. */
  public List<Release> releases(StreamId stream) {
    return releases.values().stream().filter(each -> each.stream().equals(stream)).toList();
  }

  /** The versions of a plugin, lowest first. */
  public List<Release> releases(String name) {
    return releases.values().stream().filter(each -> each.plugin().name().equals(name)).toList();
  }

  /** The versions that shall run: what enabled streams serve, and what a route gives a share to. */
  public Set<PluginVersion> running() {
    Set<PluginVersion> running = new HashSet<>();
    streams.values().forEach(stream -> stream.serving().ifPresent(running::add));
    for (Exposure exposure : exposures.values()) {
      for (PluginVersion version : exposure.weights().keySet()) {
        release(version)
            .flatMap(release -> stream(release.stream()))
            .filter(PluginStream::enabled)
            .ifPresent(stream -> running.add(version));
      }
    }
    return running;
  }

  /** Whether it is among {@link #running}. */
  public boolean isRunning(PluginVersion plugin) {
    return release(plugin)
        .flatMap(release -> stream(release.stream()))
        .filter(PluginStream::enabled)
        .filter(
            stream ->
                stream.serving().filter(plugin::equals).isPresent()
                    || exposure(plugin.name())
                        .filter(each -> each.weights().containsKey(plugin))
                        .isPresent())
        .isPresent();
  }

  /**
   * How requests for a plain name are divided: shares of 100 of versions that run, all of it to the
   * promoted stream where nothing else is said; empty if nobody has it.
   */
  public SortedMap<PluginVersion, Integer> shares(String name) {
    SortedMap<PluginVersion, Integer> shares = new TreeMap<>();
    Optional<Exposure> exposure = exposure(name);
    exposure.ifPresent(each -> shares.putAll(each.weights()));
    shares.entrySet().removeIf(each -> each.getValue() == 0 || !isRunning(each.getKey()));
    if (shares.isEmpty()) {
      exposure
          .flatMap(Exposure::promoted)
          .flatMap(this::stream)
          .flatMap(PluginStream::serving)
          .ifPresent(version -> shares.put(version, 100));
    }
    return shares;
  }

  /** Whether it runs now, or has a share of its name. */
  public boolean isActive(PluginVersion plugin) {
    return release(plugin)
            .flatMap(release -> stream(release.stream()))
            .flatMap(PluginStream::serving)
            .filter(plugin::equals)
            .isPresent()
        || exposure(plugin.name()).filter(each -> each.weights().containsKey(plugin)).isPresent();
  }

  Registry with(Release release) {
    SortedMap<PluginVersion, Release> changed = new TreeMap<>(releases);
    changed.put(release.plugin(), release);
    return new Registry(changed, streams, exposures, aliases, offered, keys, revoked);
  }

  Registry without(Release release) {
    SortedMap<PluginVersion, Release> changed = new TreeMap<>(releases);
    changed.remove(release.plugin());
    return new Registry(changed, streams, exposures, aliases, offered, keys, revoked);
  }

  Registry with(PluginStream stream) {
    SortedMap<StreamId, PluginStream> changed = new TreeMap<>(streams);
    changed.put(stream.id(), stream);
    return new Registry(releases, changed, exposures, aliases, offered, keys, revoked);
  }

  Registry without(StreamId stream) {
    SortedMap<StreamId, PluginStream> changed = new TreeMap<>(streams);
    changed.remove(stream);
    return new Registry(releases, changed, exposures, aliases, offered, keys, revoked);
  }

  public Registry with(Exposure exposure) {
    SortedMap<String, Exposure> changed = new TreeMap<>(exposures);
    changed.put(exposure.name(), exposure);
    return new Registry(releases, streams, changed, aliases, offered, keys, revoked);
  }

  Registry withoutExposure(String name) {
    SortedMap<String, Exposure> changed = new TreeMap<>(exposures);
    changed.remove(name);
    return new Registry(releases, streams, changed, aliases, offered, keys, revoked);
  }

  /** Notes that a jar of the distribution was taken in. */
  Registry withOffered(String digest) {
    SortedSet<String> changed = new TreeSet<>(offered);
    changed.add(digest);
    return new Registry(releases, streams, exposures, aliases, changed, keys, revoked);
  }

  Registry withAlias(String from, Optional<String> to) {
    SortedMap<String, String> changed = new TreeMap<>(aliases);
    to.ifPresentOrElse(target -> changed.put(from, target), () -> changed.remove(from));
    return new Registry(releases, streams, exposures, changed, offered, keys, revoked);
  }

  /** With these keys and no others. */
  public Registry withKeys(SortedMap<PluginVersion, String> hashes) {
    return new Registry(releases, streams, exposures, aliases, offered, hashes, revoked);
  }

  Registry withRevoked(String name, boolean on) {
    SortedSet<String> changed = new TreeSet<>(revoked);
    if (on) {
      changed.add(name);
    } else {
      changed.remove(name);
    }
    return new Registry(releases, streams, exposures, aliases, offered, keys, changed);
  }

  /** Names of plugins of which a version is trusted as one of the host's own. */
  public Set<String> builtin() {
    Set<String> names = new HashSet<>();
    for (Release release : releases.values()) {
      if (release.trust().level() == TrustLevel.BUILTIN) {
        names.add(release.plugin().name());
      }
    }
    return names;
  }
}
