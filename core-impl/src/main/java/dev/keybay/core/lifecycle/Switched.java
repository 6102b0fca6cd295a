package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Meanings;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Transitions;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A version that takes over from another: its stream serves it now, or the plain name leads to its
 * stream, or a share of guests does.
 *
 * @param stream of the version
 * @param before what served until then
 * @param back the registry in which that one serves again; the same where an operator was faster
 */
record Switched(
    PluginOperation kind,
    StreamId stream,
    PluginVersion before,
    PluginVersion after,
    UnaryOperator<Registry> back) {

  /** What an operation on a plugin has switched. */
  static List<Switched> by(PluginOperation kind, String name, Registry before, Registry after) {
    List<Switched> switched = new ArrayList<>();
    for (PluginStream stream : after.streams(new Selector(name, Optional.empty()))) {
      Optional<PluginVersion> was = before.stream(stream.id()).flatMap(PluginStream::serving);
      Optional<PluginVersion> is = stream.serving();
      if (was.isPresent() && is.isPresent() && !was.equals(is)) {
        switched.add(ofStream(kind, stream.id(), was.get(), is.get()));
      }
    }
    Set<PluginVersion> former = before.shares(name).keySet();
    Set<PluginVersion> fresh = new TreeSet<>(after.shares(name).keySet());
    fresh.removeIf(version -> !before.isRunning(version) || former.contains(version));
    for (PluginVersion version : fresh) {
      former.stream()
          .findFirst()
          .ifPresent(was -> switched.add(ofName(kind, version, was, before, after)));
    }
    return switched;
  }

  /** A stream serves one version instead of another. */
  static Switched ofStream(PluginOperation kind, StreamId id, PluginVersion was, PluginVersion is) {
    return new Switched(
        kind,
        id,
        was,
        is,
        now ->
            now.stream(id).flatMap(PluginStream::serving).filter(is::equals).isPresent()
                ? Transitions.activate(now, was)
                : now);
  }

  private static Switched ofName(
      PluginOperation kind,
      PluginVersion version,
      PluginVersion was,
      Registry before,
      Registry after) {
    String name = version.name();
    Exposure former = before.exposure(name).orElseThrow();
    Optional<Exposure> chosen = after.exposure(name);
    Set<PluginVersion> served = before.shares(name).keySet();
    return new Switched(
        kind,
        after.releases().get(version).stream(),
        was,
        version,
        now ->
            now.exposure(name).equals(chosen) && now.running().containsAll(served)
                ? Meanings.lead(now, former)
                : now);
  }
}
