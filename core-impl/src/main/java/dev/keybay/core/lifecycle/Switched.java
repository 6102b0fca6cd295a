package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.registry.Meanings;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Transitions;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A version that takes over from another: its stream serves it now, or it has a greater share of
 * the guests who call the plain name.
 *
 * @param stream of the version
 * @param before what served until then; of several the one with the greatest share
 * @param back the registry in which the version has no guests of the plain name, or its stream
 *     serves the one before; throws {@link KbsException} where guests were led elsewhere meanwhile,
 *     or nobody is left to go back to
 */
record Switched(
    PluginOperation kind,
    StreamId stream,
    PluginVersion before,
    PluginVersion after,
    UnaryOperator<Registry> back) {
  /** What an operator gives guests to a version by, while it runs already. */
  private static final Set<PluginOperation> OF_NAMES =
      Set.of(PluginOperation.PROMOTE, PluginOperation.ROUTE);

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
    if (OF_NAMES.contains(kind)) {
      SortedMap<PluginVersion, Integer> former = before.shares(name);
      after
          .shares(name)
          .forEach(
              (version, share) -> {
                if (share > former.getOrDefault(version, 0) && !isLeftAlone(version, former)) {
                  ofName(kind, version, former, after).ifPresent(switched::add);
                }
              });
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
        now -> {
          if (now.stream(id).flatMap(PluginStream::serving).filter(is::equals).isEmpty()) {
            throw noWay(id + " serves another version by now");
          }
          return Transitions.activate(now, was);
        });
  }

  /** Most had it already, and a newer one that was tried beside it is taken away again. */
  private static boolean isLeftAlone(
      PluginVersion version, SortedMap<PluginVersion, Integer> former) {
    return former.getOrDefault(version, 0) > 50
        && former.keySet().stream().anyMatch(other -> other.compareTo(version) > 0);
  }

  private static Optional<Switched> ofName(
      PluginOperation kind,
      PluginVersion version,
      SortedMap<PluginVersion, Integer> former,
      Registry after) {
    SortedMap<PluginVersion, Integer> others = without(former, version);
    return others.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(
            was ->
                new Switched(
                    kind,
                    after.releases().get(version).stream(),
                    was,
                    version,
                    now -> withdrawn(now, version, others)));
  }

  /**
   * Without guests for a version: they go to those who have the others now or, where it has all, to
   * those who had them before.
   */
  private static Registry withdrawn(
      Registry now, PluginVersion version, SortedMap<PluginVersion, Integer> former) {
    SortedMap<PluginVersion, Integer> shares = now.shares(version.name());
    if (!shares.containsKey(version)) {
      throw noWay("guests were led elsewhere meanwhile");
    }
    SortedMap<PluginVersion, Integer> others = without(shares, version);
    if (others.isEmpty()) {
      others.putAll(former);
      others.keySet().removeIf(other -> !now.isRunning(other));
    }
    if (others.isEmpty()) {
      throw noWay("of the versions that guests went to before none runs");
    }
    return Meanings.divide(now, version.name(), others);
  }

  private static SortedMap<PluginVersion, Integer> without(
      SortedMap<PluginVersion, Integer> shares, PluginVersion version) {
    SortedMap<PluginVersion, Integer> others = new TreeMap<>(shares);
    others.remove(version);
    return others;
  }

  private static KbsException noWay(String why) {
    return new KbsException(ErrorCode.CONFLICT, why);
  }
}
