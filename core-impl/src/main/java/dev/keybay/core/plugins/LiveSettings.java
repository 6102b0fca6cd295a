package dev.keybay.core.plugins;

import dev.keybay.core.config.PluginValues;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the settings of plugins from Config Admin on their behalf, and follows their changes.
 * Plugins do not ask Config Admin themselves: it would keep count of each of their dead versions
 * for ever.
 *
 * <p>Later ones win: the descriptor's defaults, {@code keybay.plugin.<name>}, and {@code
 * keybay.plugin.<name>_<major>_<minor>}.
 */
@Component(service = {LiveSettings.class, ConfigurationListener.class})
public final class LiveSettings implements ConfigurationListener {
  private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);
  private static final String PREFIX = "keybay.plugin.";

  private final ConfigurationAdmin configurations;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  @Activate
  public LiveSettings(@Reference ConfigurationAdmin configurations) {
    this.configurations = configurations;
  }

  /** One plugin version that follows its settings. */
  final class Subscription {
    private final PluginVersion plugin;
    private final Map<String, @Nullable Object> defaults;
    private final List<Consumer<Map<String, @Nullable Object>>> listeners =
        new CopyOnWriteArrayList<>();
    private volatile Map<String, @Nullable Object> values;

    private Subscription(PluginEntry entry) {
      plugin = entry.plugin();
      defaults = entry.identity().descriptor().map(Descriptor::defaults).orElse(Map.of());
      values = read();
    }

    Map<String, @Nullable Object> values() {
      return values;
    }

    AutoCloseable listen(Consumer<Map<String, @Nullable Object>> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    private boolean follows(String pid) {
      return pid.equals(general(plugin)) || pid.equals(ofStream(plugin));
    }

    private Map<String, @Nullable Object> read() {
      Map<String, @Nullable Object> merged = new TreeMap<>(defaults);
      overlay(merged, general(plugin));
      overlay(merged, ofStream(plugin));
      return Collections.unmodifiableMap(merged);
    }

    private void refresh() {
      Map<String, @Nullable Object> fresh = read();
      if (fresh.equals(values)) {
        return;
      }
      values = fresh;
      for (Consumer<Map<String, @Nullable Object>> listener : listeners) {
        try {
          listener.accept(fresh);
        } catch (RuntimeException e) {
          log.atWarn()
              .addKeyValue("plugin", plugin)
              .setCause(e)
              .log("a plugin failed to take its new settings");
        }
      }
    }
  }

  Subscription subscribe(PluginEntry entry) {
    Subscription subscription = new Subscription(entry);
    subscriptions.add(subscription);
    return subscription;
  }

  void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    subscriptions.stream()
        .filter(subscription -> subscription.follows(event.getPid()))
        .forEach(Subscription::refresh);
  }

  private void overlay(Map<String, @Nullable Object> merged, String pid) {
    try {
      Configuration[] found =
          configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")");
      if (found != null) {
        merged.putAll(PluginValues.read(found[0].getProperties()));
      }
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("the settings " + pid + " cannot be read", e);
    }
  }

  static String general(PluginVersion plugin) {
    return PREFIX + plugin.name();
  }

  static String ofStream(PluginVersion plugin) {
    return PREFIX + plugin.name() + "_" + plugin.stream().replace('.', '_');
  }
}
