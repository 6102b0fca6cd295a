package dev.keybay.core.transaction;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Trust;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two registries, in an operator's words: the plan and the report. */
public final class RegistryDiff {
  /** The word for rights that were agreed to. */
  public static final String GRANTED = "granted";

  /** Of a plan: what would be granted, and is not agreed to. */
  public static final String NEEDS_CONSENT = "needs consent";

  private final List<PluginChange> changes = new ArrayList<>();

  private RegistryDiff() {}

  public static List<PluginChange> of(Registry before, Registry after) {
    RegistryDiff diff = new RegistryDiff();
    after.releases().values().stream()
        .filter(release -> before.release(release.plugin()).isEmpty())
        .forEach(release -> diff.add(release.plugin(), "registered", release.digest()));
    after.releases().values().stream()
        .filter(release -> replaces(before, release))
        .forEach(release -> diff.add(release.plugin(), "replaced", release.digest()));
    diff.each(before.streams(), after.streams(), diff::stream);
    diff.each(before.exposures(), after.exposures(), diff::exposure);
    diff.each(before.aliases(), after.aliases(), diff::alias);
    diff.held(before, after);
    diff.unserved(before, after);
    diff.changes.addAll(granted(before, after));
    diff.trust(before, after);
    after.revoked().stream()
        .filter(name -> !before.revoked().contains(name))
        .forEach(name -> diff.add(name, "key revoked", ""));
    after.keys().forEach((plugin, hash) -> diff.key(plugin, before.keys().get(plugin), hash));
    before.revoked().stream()
        .filter(name -> !after.revoked().contains(name))
        .forEach(name -> diff.add(name, "may call the host again", ""));
    before.releases().values().stream()
        .filter(release -> after.release(release.plugin()).isEmpty())
        .forEach(release -> diff.add(release.plugin(), "unregistered", ""));
    return diff.changes;
  }

  /** Whether its version was known with other bytes, as happens in development. */
  static boolean replaces(Registry before, Release release) {
    return before
        .release(release.plugin())
        .filter(known -> !known.digest().equals(release.digest()))
        .isPresent();
  }

  /** What versions are allowed beyond what was granted before, each with all of it. */
  public static List<PluginChange> granted(Registry before, Registry after) {
    RegistryDiff diff = new RegistryDiff();
    for (Release release : after.releases().values()) {
      Optional<Release> former = before.release(release.plugin());
      if (release.grant().isPresent() && former.flatMap(Release::grant).isEmpty()) {
        SortedSet<String> growth = Grants.growth(before, former.orElse(ungranted(release)));
        if (!growth.isEmpty()) {
          diff.add(release.plugin(), GRANTED, String.join(", ", growth));
        }
      }
    }
    return diff.changes;
  }

  private static Release ungranted(Release release) {
    return new Release(
            release.plugin(),
            release.format(),
            release.digest(),
            release.signer(),
            release.source(),
            release.added())
        .demanding(release.demands())
        .trusted(release.trust());
  }

  private void key(PluginVersion plugin, @Nullable String before, String after) {
    if (before != null && !before.equals(after)) {
      add(plugin, "key rotated", "");
    }
  }

  private void trust(Registry before, Registry after) {
    for (Release release : after.releases().values()) {
      Trust was = before.release(release.plugin()).map(Release::trust).orElse(Trust.NONE);
      if (!release.trust().equals(was)) {
        add(release.plugin(), "trusted", release.trust().words());
      }
    }
  }

  private interface Comparison<K, V> {
    void compare(K key, @Nullable V before, @Nullable V after);
  }

  private <K, V> void each(
      SortedMap<K, V> before, SortedMap<K, V> after, Comparison<K, V> comparison) {
    before.forEach((key, value) -> comparison.compare(key, value, after.get(key)));
    after.forEach(
        (key, value) -> {
          if (!before.containsKey(key)) {
            comparison.compare(key, null, value);
          }
        });
  }

  private void stream(Object id, @Nullable PluginStream before, @Nullable PluginStream after) {
    Optional<PluginVersion> was = Optional.ofNullable(before).flatMap(PluginStream::serving);
    Optional<PluginVersion> is = Optional.ofNullable(after).flatMap(PluginStream::serving);
    if (was.equals(is)) {
      return;
    }
    if (is.isEmpty()) {
      add(id, "stopped", "served " + was.orElseThrow().version());
    } else if (was.isEmpty()) {
      add(id, "started", "serves " + is.get().version());
    } else {
      boolean higher = is.get().compareTo(was.get()) > 0;
      add(id, higher ? "updated" : "downgraded", was.get().version() + " -> " + is.get().version());
    }
  }

  private void exposure(String name, @Nullable Exposure before, @Nullable Exposure after) {
    if (after == null) {
      return;
    }
    if (after.promoted().isPresent()
        && !after.promoted().equals(before == null ? Optional.empty() : before.promoted())) {
      add(name, "promoted", "means " + after.promoted().get());
    }
    if (!after.weights().equals(before == null ? Map.of() : before.weights())) {
      add(name, "routed", after.weights().isEmpty() ? "undivided" : shares(after));
    }
    after.exposed().stream()
        .filter(stream -> before == null || !before.exposed().contains(stream))
        .forEach(stream -> add(stream, "exposed", ""));
    if (before != null) {
      before.exposed().stream()
          .filter(stream -> !after.exposed().contains(stream))
          .forEach(stream -> add(stream, "hidden", ""));
    }
  }

  private static String shares(Exposure exposure) {
    return exposure.weights().entrySet().stream()
        .map(share -> share.getKey().version() + "=" + share.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Versions that are left without what they require, or have it again: they stop and start. */
  private void held(Registry before, Registry after) {
    Map<PluginVersion, String> was = Relations.held(before);
    Map<PluginVersion, String> is = Relations.held(after);
    for (PluginVersion plugin : before.running()) {
      if (is.containsKey(plugin) && !was.containsKey(plugin)) {
        add(plugin, "left behind", is.get(plugin));
      } else if (was.containsKey(plugin)
          && !is.containsKey(plugin)
          && after.running().contains(plugin)) {
        add(plugin, "started", "what it waited for has come");
      }
    }
  }

  /** Aliases whose target is taken from under them, or comes back. */
  private void unserved(Registry before, Registry after) {
    after
        .aliases()
        .forEach(
            (from, to) -> {
              Selector target = Selector.parse(to).orElseThrow();
              if (to.equals(before.aliases().get(from))
                  && before.serves(target) != after.serves(target)) {
                boolean serves = after.serves(target);
                add(from, serves ? "served" : "unserved", (serves ? "by " : "nothing is ") + to);
              }
            });
  }

  private void alias(String from, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      add(from, after == null ? "unaliased" : "aliased", after == null ? "" : "-> " + after);
    }
  }

  private void add(Object plugin, String change, String detail) {
    changes.add(new PluginChange(plugin.toString(), change, detail));
  }
}
