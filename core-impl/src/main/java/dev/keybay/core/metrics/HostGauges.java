package dev.keybay.core.metrics;

import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.api.session.SessionStore;
import dev.keybay.core.host.HostFolders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Shows what the host's services and files say: plugins, sessions, and the size of the store. */
@Component(
    service = {},
    immediate = true)
public final class HostGauges {
  private static final List<String> FILES = List.of("keybay.db", "keybay.db-wal");

  private final Meter plugins;
  private final Meter sessions;
  private final Meter size;
  private final Path data;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PluginManager manager;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable SessionStore store;

  @Activate
  public HostGauges(@Reference Metrics metrics, @Reference HostFolders folders) {
    data = folders.data();
    plugins =
        metrics.gauge("keybay_plugins", "Plugin versions by state", "state", this::pluginsByState);
    sessions = metrics.gauge("keybay_sessions", "Sessions held now", this::sessions);
    size = metrics.gauge("keybay_store_bytes", "Files of the store", "file", this::files);
  }

  private Map<String, Integer> pluginsByState() {
    Map<String, Integer> counts = new HashMap<>();
    for (PluginState state : PluginState.values()) {
      counts.put(state.name().toLowerCase(Locale.ROOT), 0);
    }
    PluginManager now = manager;
    if (now != null) {
      for (PluginInfo plugin : now.list()) {
        counts.merge(plugin.state().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    return counts;
  }

  private Number sessions() {
    SessionStore now = store;
    return now == null ? 0 : now.size();
  }

  /** Zero for one that is not there, as with another kind of store. */
  private Map<String, Long> files() {
    Map<String, Long> sizes = new HashMap<>();
    for (String name : FILES) {
      sizes.put(name, data.resolve(name).toFile().length());
    }
    return sizes;
  }

  @Deactivate
  void stop() {
    size.close();
    plugins.close();
    sessions.close();
  }
}
