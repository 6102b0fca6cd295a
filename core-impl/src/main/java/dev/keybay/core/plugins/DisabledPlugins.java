package dev.keybay.core.plugins;

import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.core.naming.PluginVersion;
import dev.keybay.core.naming.Selector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the operator has switched off; durable. A whole plugin, or one exact version of it. */
@Component(service = DisabledPlugins.class)
public final class DisabledPlugins {
  private static final String NAMESPACE = "host/plugins";
  private static final String PREFIX = "disabled/";

  private final SecretNamespace store;

  @Activate
  public DisabledPlugins(@Reference SecretStore secrets) {
    store = secrets.namespace(NAMESPACE);
  }

  boolean contains(PluginVersion plugin) {
    return store.get(PREFIX + plugin.name()).isPresent() || store.get(PREFIX + plugin).isPresent();
  }

  /** Notes the choice for all versions, or for one if the selector takes only that. */
  void add(Selector selector, PluginVersion plugin) {
    store.put(PREFIX + key(selector, plugin), new byte[0]);
  }

  /** Forgets every choice that would keep this version off. */
  void remove(PluginVersion plugin) {
    store.delete(PREFIX + plugin.name());
    store.delete(PREFIX + plugin);
  }

  private static String key(Selector selector, PluginVersion plugin) {
    return selector.version().isEmpty() ? plugin.name() : plugin.toString();
  }
}
