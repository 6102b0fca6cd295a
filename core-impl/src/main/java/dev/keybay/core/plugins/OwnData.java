package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.api.store.SecretWrite;
import dev.keybay.core.pluginkey.PluginKeys;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * A plugin's own namespace: which one is decided by the bundle that asks, never by what it says.
 */
@Component(service = PluginData.class, scope = ServiceScope.BUNDLE)
public final class OwnData implements PluginData {
  private final SecretNamespace namespace;
  private final PluginKeys keys;
  private final long bundle;
  private final Queue<AutoCloseable> watches = new ConcurrentLinkedQueue<>();

  @Activate
  public OwnData(
      ComponentContext context,
      @Reference SecretStore store,
      @Reference Plugins plugins,
      @Reference PluginKeys keys) {
    this.keys = keys;
    this.bundle = context.getUsingBundle().getBundleId();
    String name =
        plugins
            .of(context.getUsingBundle())
            .map(entry -> entry.plugin().name())
            .orElse(context.getUsingBundle().getSymbolicName());
    namespace = store.namespace("plugin/" + name);
  }

  @Deactivate
  void stop() throws Exception {
    for (AutoCloseable watch = watches.poll(); watch != null; watch = watches.poll()) {
      watch.close();
    }
  }

  @Override
  public Optional<SecretEntry> get(String key) {
    return own().get(key);
  }

  @Override
  public SecretInfo put(String key, byte[] value, PutOptions options) {
    return own().put(key, value, options);
  }

  @Override
  public boolean delete(String key) {
    return own().delete(key);
  }

  @Override
  public boolean delete(String key, long expectedRevision) {
    return own().delete(key, expectedRevision);
  }

  @Override
  public List<Optional<SecretInfo>> change(List<SecretWrite> writes) {
    return own().change(writes);
  }

  @Override
  public List<SecretInfo> list(String prefix, String after, int limit) {
    return own().list(prefix, after, limit);
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
    AutoCloseable watch = own().watch(prefix, listener);
    watches.add(watch);
    return watch;
  }

  /** Whoever may call the host at all may call for its own data. */
  private SecretNamespace own() {
    keys.check(bundle);
    return namespace;
  }
}
