package dev.keybay.core.pluginkey;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.format.naming.PluginVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Every plugin bundle has a key of its own from the moment that it is in the framework until it is
 * taken out; so each swap brings another one. Whoever calls the host, from inside or by HTTP, does
 * it with that key. Whether a plugin's keys count is in the registry: a revocation takes effect
 * with its commit. Thread-safe.
 */
@Component(service = PluginKeys.class)
public final class PluginKeys {
  private final RegistryStore registry;
  private final Map<Long, HostKey> byBundle = new ConcurrentHashMap<>();
  private final Map<String, HostKey> byHash = new ConcurrentHashMap<>();
  private final Map<PluginVersion, Scope> scopes = new ConcurrentHashMap<>();

  @Activate
  public PluginKeys(@Reference RegistryStore registry) {
    this.registry = registry;
  }

  /** A key for a bundle, in the place of the one that it has. */
  public void issue(long bundle, PluginVersion plugin) {
    give(bundle, HostKey.fresh(plugin));
  }

  private void give(long bundle, HostKey key) {
    byHash.put(key.hash(), key);
    HostKey former = byBundle.put(bundle, key);
    if (former != null) {
      byHash.remove(former.hash());
    }
  }

  /** Forgets the key of a bundle that is gone. */
  public void drop(long bundle) {
    HostKey key = byBundle.remove(bundle);
    if (key != null) {
      byHash.remove(key.hash());
      scopes.computeIfPresent(key.plugin(), (plugin, scope) -> runs(plugin) ? scope : null);
    }
  }

  /**
   * Another key for each version of a plugin that runs.
   *
   * @return gives them back those that they had
   */
  public Runnable rotate(String name) {
    Map<Long, HostKey> former = new HashMap<>();
    byBundle.forEach(
        (bundle, key) -> {
          if (key.plugin().name().equals(name)) {
            former.put(bundle, key);
            give(bundle, HostKey.fresh(key.plugin()));
          }
        });
    return () -> former.forEach(this::give);
  }

  /** Lets a version call what a registry grants it; before it starts, and when that changes. */
  public void scope(Registry granting, PluginVersion plugin) {
    scopes.put(plugin, Scope.of(granting, plugin));
  }

  /** What is stored of the keys of these versions. */
  public SortedMap<PluginVersion, String> hashes(Set<PluginVersion> plugins) {
    SortedMap<PluginVersion, String> hashes = new TreeMap<>();
    for (HostKey key : byBundle.values()) {
      if (plugins.contains(key.plugin())) {
        hashes.put(key.plugin(), key.hash());
      }
    }
    return hashes;
  }

  /** The key of a bundle, for the plugin itself. */
  public String text(long bundle) {
    return key(bundle).text();
  }

  /** Whose key this is, if it counts. */
  public Optional<Holder> holder(String presented) {
    return Optional.ofNullable(byHash.get(HostKey.hash(presented)))
        .map(HostKey::plugin)
        .filter(plugin -> !isRevoked(plugin))
        .map(plugin -> new Holder(plugin, scope(plugin).permissions()));
  }

  /**
   * A plugin that has shown its key.
   *
   * @param permissions what of the host it may call
   */
  public record Holder(PluginVersion plugin, Set<String> permissions) {}

  /**
   * Lets a bundle call the host, or throws.
   *
   * @throws KbsException {@code UNAVAILABLE} if its key was revoked
   */
  public void check(long bundle) {
    PluginVersion plugin = key(bundle).plugin();
    if (isRevoked(plugin)) {
      throw refused(
          plugin, "its key was revoked; an operator gives it another: key-rotate " + plugin.name());
    }
  }

  /**
   * As {@link #check(long)}, for what needs a permission.
   *
   * @throws KbsException {@code UNAVAILABLE} also if it was not granted
   */
  public void check(long bundle, String permission) {
    check(bundle);
    PluginVersion plugin = key(bundle).plugin();
    if (!scope(plugin).permissions().contains(permission)) {
      throw refused(
          plugin,
          "it was not granted the permission "
              + permission
              + "; its descriptor asks for it in permissions.host");
    }
  }

  private HostKey key(long bundle) {
    HostKey key = byBundle.get(bundle);
    if (key == null) {
      throw new KbsException(ErrorCode.UNAVAILABLE, "A plugin that is gone calls the host");
    }
    return key;
  }

  private Scope scope(PluginVersion plugin) {
    return scopes.computeIfAbsent(plugin, unknown -> Scope.of(registry.current(), unknown));
  }

  private boolean isRevoked(PluginVersion plugin) {
    return registry.current().revoked().contains(plugin.name());
  }

  private boolean runs(PluginVersion plugin) {
    return byBundle.values().stream().anyMatch(key -> key.plugin().equals(plugin));
  }

  private static KbsException refused(PluginVersion plugin, String why) {
    return new KbsException(
        ErrorCode.UNAVAILABLE, "Plugin " + plugin + " may not call the host: " + why);
  }

  /** Never a key. */
  @Override
  public String toString() {
    return "PluginKeys[" + byBundle.size() + "]";
  }
}
