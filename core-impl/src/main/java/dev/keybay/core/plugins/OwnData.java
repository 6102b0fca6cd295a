package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
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
  private final Queue<AutoCloseable> watches = new ConcurrentLinkedQueue<>();

  @Activate
  public OwnData(
      ComponentContext context, @Reference SecretStore store, @Reference Plugins plugins) {
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
    return namespace.get(key);
  }

  @Override
  public SecretInfo put(String key, byte[] value, PutOptions options) {
    return namespace.put(key, value, options);
  }

  @Override
  public boolean delete(String key) {
    return namespace.delete(key);
  }

  @Override
  public boolean delete(String key, long expectedRevision) {
    return namespace.delete(key, expectedRevision);
  }

  @Override
  public List<SecretInfo> list(String prefix, String after, int limit) {
    return namespace.list(prefix, after, limit);
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
    AutoCloseable watch = namespace.watch(prefix, listener);
    watches.add(watch);
    return watch;
  }
}
