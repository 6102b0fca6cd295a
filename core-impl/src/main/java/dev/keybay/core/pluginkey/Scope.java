package dev.keybay.core.pluginkey;

import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.Registry;
import dev.keybay.format.descriptor.Permissions;
import dev.keybay.format.naming.PluginVersion;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the host a version may call.
 *
 * @param permissions of {@link Permissions#HOST}
 */
record Scope(Set<String> permissions) {
  private static final String HOST = "host:";

  static final Scope NOTHING = new Scope(Set.of());

  Scope {
    permissions = Set.copyOf(permissions);
  }

  /** What was granted; plugins that are the host's own may all. */
  static Scope of(Registry registry, PluginVersion plugin) {
    if (registry.builtin().contains(plugin.name())) {
      return new Scope(Permissions.HOST);
    }
    Set<String> granted = new TreeSet<>();
    registry
        .release(plugin)
        .ifPresent(
            release ->
                Grants.granted(release).stream()
                    .filter(word -> word.startsWith(HOST))
                    .forEach(word -> granted.add(word.substring(HOST.length()))));
    return new Scope(granted);
  }
}
