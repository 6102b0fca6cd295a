package dev.keybay.core.lifecycle;

import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What leads to a version beside its own selectors.
 *
 * @param weight its share of the plain name, of 100
 * @param exposed whether guests may address its stream
 * @param aliases selectors that stand for it
 */
record Standing(int weight, boolean exposed, List<String> aliases) {
  static final Standing NONE = new Standing(0, false, List.of());

  static Standing of(Registry now, PluginVersion plugin) {
    Optional<Release> release = now.release(plugin);
    if (release.isEmpty()) {
      return NONE;
    }
    Optional<Exposure> exposure = now.exposure(plugin.name());
    return new Standing(
        now.shares(plugin.name()).getOrDefault(plugin, 0),
        exposure.filter(each -> each.exposed().contains(release.get().stream())).isPresent(),
        now.aliases().entrySet().stream()
            .filter(alias -> serves(now, alias.getValue(), plugin))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** The plain name is served by its shares, other selectors by the highest that runs, or is. */
  private static boolean serves(Registry now, String alias, PluginVersion plugin) {
    Selector selector = Selector.parse(alias).orElseThrow();
    if (!selector.name().equals(plugin.name())) {
      return false;
    }
    if (selector.version().isEmpty() && now.serves(selector)) {
      return now.shares(plugin.name()).containsKey(plugin);
    }
    return highest(now, selector, true)
        .or(() -> highest(now, selector, false))
        .filter(plugin::equals)
        .isPresent();
  }

  private static Optional<PluginVersion> highest(Registry now, Selector selector, boolean running) {
    return now.releases(selector.name()).stream()
        .map(Release::plugin)
        .filter(version -> selector.takes(version.version()))
        .filter(version -> !running || now.isRunning(version))
        .reduce((lower, higher) -> higher);
  }
}
