package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import java.util.List;
import java.util.Optional;

/**
 * How many versions that were replaced stay known: without an end a broker that is updated every
 * day would list, and keep on its disk, all it ever ran.
 */
public final class Retention {
  private Retention() {}

  /**
   * Forgets the lowest versions of each stream of a plugin. What serves, what has a share, what is
   * higher than what serves, what a rollback leads to, and what ships, stay in any case.
   *
   * @param kept how many lower ones stay beside the one that a rollback leads to
   */
  public static Registry trim(Registry registry, String name, int kept) {
    Registry after = registry;
    for (PluginStream stream : registry.streams(new Selector(name, Optional.empty()))) {
      List<PluginVersion> replaced = replaced(registry, stream);
      for (PluginVersion version : replaced.subList(0, Math.max(0, replaced.size() - kept))) {
        after = Transitions.unregister(after, version);
      }
    }
    return after;
  }

  private static List<PluginVersion> replaced(Registry registry, PluginStream stream) {
    return registry.releases(stream.id()).stream()
        .filter(release -> !registry.offered().contains(release.digest()))
        .map(Release::plugin)
        .filter(version -> stream.active().filter(now -> version.compareTo(now) < 0).isPresent())
        .filter(version -> !stream.previous().filter(version::equals).isPresent())
        .filter(version -> !registry.isActive(version))
        .toList();
  }
}
