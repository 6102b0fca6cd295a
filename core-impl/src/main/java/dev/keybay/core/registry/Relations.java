package dev.keybay.core.registry;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.Relation;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What versions require of each other: {@code requires} and {@code conflicts} of their descriptors,
 * asked of what shall run.
 */
public final class Relations {
  private Relations() {}

  /**
   * Versions that shall run and must not for now, each with the reason: what they require does not
   * run, or what they conflict with does. They are the fewest: two that require each other run.
   */
  public static SortedMap<PluginVersion, String> held(Registry registry) {
    SortedMap<PluginVersion, String> held = new TreeMap<>();
    List<Release> demanding =
        registry.releases().values().stream().filter(each -> each.demands().ofOthers()).toList();
    if (demanding.isEmpty()) {
      return held; // as with most registries, and asked for each plugin that starts
    }
    SortedSet<PluginVersion> able = new TreeSet<>(registry.running());
    for (Release release : demanding) {
      if (able.contains(release.plugin())) {
        conflict(release, able).ifPresent(why -> held.put(release.plugin(), why));
      }
    }
    able.removeAll(held.keySet());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Release release : demanding) {
        Optional<String> missing =
            able.contains(release.plugin()) ? missing(release, able) : Optional.empty();
        if (missing.isPresent()) {
          held.put(release.plugin(), missing.get());
          changed |= able.remove(release.plugin());
        }
      }
    }
    return held;
  }

  /**
   * Requires that what begins to run may, and that nothing is taken from under what runs.
   *
   * @param force whether those that depend on what stops are left without it
   * @throws KbsException {@code CONFLICT} with the descriptor's message and what to do
   */
  public static void check(Registry before, Registry after, boolean force) {
    SortedMap<PluginVersion, String> held = held(after);
    Set<PluginVersion> beginning = beginning(before, after);
    for (PluginVersion plugin : beginning) {
      if (held.containsKey(plugin)) {
        throw conflict(held.get(plugin));
      }
    }
    NavigableSet<PluginVersion> left = new TreeSet<>(held.keySet());
    left.removeAll(held(before).keySet());
    left.retainAll(before.running());
    if (!left.isEmpty() && !force) {
      throw conflict(
          "it would leave "
              + names(left)
              + " behind: "
              + left.stream().map(plugin -> held.get(plugin)).collect(Collectors.joining("; "))
              + ". Disable that first, or disable with force");
    }
    forgotten(before, after);
    aliased(before, after);
  }

  /** What shall run after and did not before, or with other bytes, or is what a name means now. */
  static NavigableSet<PluginVersion> beginning(Registry before, Registry after) {
    NavigableSet<PluginVersion> beginning = new TreeSet<>(after.running());
    Set<PluginVersion> was = before.running();
    beginning.removeIf(
        plugin ->
            was.contains(plugin)
                && before
                    .release(plugin)
                    .map(Release::digest)
                    .equals(after.release(plugin).map(Release::digest)));
    for (Exposure exposure : after.exposures().values()) {
      Optional<Exposure> former = before.exposure(exposure.name());
      if (!exposure.promoted().equals(former.flatMap(Exposure::promoted))) {
        exposure
            .promoted()
            .flatMap(after::stream)
            .flatMap(PluginStream::serving)
            .ifPresent(beginning::add);
      }
    }
    return beginning;
  }

  /** What an alias stands for must not be forgotten under it. */
  private static void aliased(Registry before, Registry after) {
    after
        .aliases()
        .forEach(
            (from, to) -> {
              if (knows(before, to) && !knows(after, to)) {
                throw conflict(
                    from + " is served by " + to + ", of which this is the last; unalias it first");
              }
            });
  }

  private static boolean knows(Registry registry, String selector) {
    Selector wanted = Selector.parse(selector).orElseThrow();
    return registry.releases(wanted.name()).stream()
        .anyMatch(release -> wanted.takes(release.plugin().version()));
  }

  /** What waits for a version to run again must not lose the last one that could. */
  private static void forgotten(Registry before, Registry after) {
    for (Map.Entry<PluginVersion, Release> gone : before.releases().entrySet()) {
      if (after.release(gone.getKey()).isPresent()) {
        continue;
      }
      for (PluginVersion plugin : new TreeSet<>(after.running())) {
        for (Relation required : Order.known(after, plugin).demands().requires()) {
          if (takes(required, gone.getKey())
              && after.releases().keySet().stream().noneMatch(each -> takes(required, each))) {
            throw conflict(
                plugin + " depends on " + gone.getKey() + ", the last version that it takes");
          }
        }
      }
    }
  }

  private static Optional<String> missing(Release release, Collection<PluginVersion> running) {
    return release.demands().requires().stream()
        .filter(required -> running.stream().noneMatch(other -> takes(required, other)))
        .findFirst()
        .map(required -> missing(release, required, running));
  }

  private static String missing(
      Release release, Relation required, Collection<PluginVersion> running) {
    return release.plugin()
        + " requires "
        + required.plugin()
        + " "
        + required.range()
        + said(required)
        + "; install or enable such a version ("
        + running.stream()
            .filter(other -> other.name().equals(required.plugin()))
            .map(PluginVersion::toString)
            .reduce((a, b) -> a + ", " + b)
            .map(some -> "there runs " + some)
            .orElse("none runs")
        + ")";
  }

  private static Optional<String> conflict(Release release, Collection<PluginVersion> running) {
    for (Relation excluded : release.demands().conflicts()) {
      for (PluginVersion other : running) {
        if (!other.equals(release.plugin()) && takes(excluded, other)) {
          return Optional.of(
              release.plugin()
                  + " conflicts with "
                  + other
                  + said(excluded)
                  + "; disable one of them first");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean takes(Relation relation, PluginVersion plugin) {
    return relation.takes(plugin.name(), plugin.version());
  }

  private static String said(Relation relation) {
    return relation.message().map(message -> ": " + message).orElse("");
  }

  private static String names(Set<PluginVersion> plugins) {
    return plugins.stream().map(PluginVersion::toString).collect(Collectors.joining(", "));
  }

  private static KbsException conflict(String message) {
    return new KbsException(ErrorCode.CONFLICT, message);
  }
}
