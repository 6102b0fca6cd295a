package dev.keybay.core.plugins;

import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.PluginStateChanged;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.pluginkey.PluginKeys;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.DescriptorException;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.ReservedNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every bundle that is a plugin, whoever installed it. Thread-safe. */
@Component(service = Plugins.class)
public final class Plugins {
  private static final Logger log = LoggerFactory.getLogger(Plugins.class);

  private final HostBundles host;
  private final EventNotifier events;
  private final Clock clock;
  private final Map<Long, PluginEntry> entries = new ConcurrentSkipListMap<>();
  private final PluginKeys keys;
  private final Set<String> shipped = ConcurrentHashMap.newKeySet();
  private final Tracker tracker;

  @Activate
  public Plugins(
      BundleContext context,
      @Reference HostBundles host,
      @Reference EventNotifier events,
      @Reference Clock clock,
      @Reference PluginKeys keys) {
    this.keys = keys;
    this.host = host;
    this.events = events;
    this.clock = clock;
    this.tracker = new Tracker(context);
    tracker.open();
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  /** All of them, in the order of their installation. */
  Collection<PluginEntry> all() {
    return List.copyOf(entries.values());
  }

  /** The plugin that this bundle is, if it is one. */
  Optional<PluginEntry> of(Bundle bundle) {
    return Optional.ofNullable(entries.get(bundle.getBundleId()));
  }

  /** Whether the route is reserved, and the plugin of this name is none of the host's own. */
  boolean reserved(String route, String plugin) {
    return ReservedNames.ROUTES.contains(route) && !shipped.contains(plugin);
  }

  /** Whether a plugin of its name is one of the host's own. */
  boolean ships(PluginEntry entry) {
    return shipped.contains(entry.plugin().name());
  }

  /** Notes that a plugin of this name is one of the host's own, before it is registered. */
  public void ships(String name) {
    shipped.add(name);
  }

  /** Notes which plugins are the host's own: those that ship, or that the operator marks so. */
  public void ships(Set<String> names) {
    shipped.addAll(names);
    shipped.retainAll(names);
  }

  /** Notes a state; tells the log and everyone who listens, if it is news. */
  void enter(PluginEntry entry, PluginState state, @Nullable String reason) {
    if (entry.enter(state, Optional.ofNullable(reason), clock.instant())) {
      events.publish(
          new PluginStateChanged(
              entry.plugin().name(),
              entry.plugin().version(),
              state,
              reason == null ? "" : reason));
    }
  }

  private final class Tracker extends BundleTracker<PluginEntry> {
    private static final int ALL_BUT_UNINSTALLED =
        Bundle.INSTALLED | Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    Tracker(BundleContext context) {
      super(context, ALL_BUT_UNINSTALLED, null);
    }

    @Override
    public @Nullable PluginEntry addingBundle(Bundle bundle, @Nullable BundleEvent event) {
      if (host.isHost(bundle) || bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null) {
        return null;
      }
      try {
        PluginEntry entry = new PluginEntry(bundle, identify(bundle), clock.instant());
        keys.issue(bundle.getBundleId(), entry.plugin());
        entries.put(bundle.getBundleId(), entry);
        return entry;
      } catch (DescriptorException | IOException e) {
        // The deployer refuses such a jar before; this one came by the shell.
        log.atError()
            .addKeyValue("bundle", bundle.getLocation())
            .addKeyValue("reason", e.getMessage())
            .log("a bundle is no usable plugin: nothing of it will be served");
        return null;
      }
    }

    @Override
    public void modifiedBundle(
        Bundle bundle, @Nullable BundleEvent event, @Nullable PluginEntry entry) {
      if (event != null && event.getType() == BundleEvent.UPDATED) {
        // Not the entry that the tracker hands over: it knows the first one of a bundle only.
        PluginEntry former = entries.remove(bundle.getBundleId());
        PluginEntry updated = addingBundle(bundle, event);
        if (former != null && (updated == null || !updated.plugin().equals(former.plugin()))) {
          enter(former, PluginState.REGISTERED, null);
        }
        if (updated != null) {
          enter(updated, PluginState.RESOLVING, "updated in place by the shell");
        }
      }
    }

    @Override
    public void removedBundle(
        Bundle bundle, @Nullable BundleEvent event, @Nullable PluginEntry entry) {
      PluginEntry gone = entries.remove(bundle.getBundleId());
      keys.drop(bundle.getBundleId());
      if (event != null && gone != null) { // and not because the host stops
        enter(gone, PluginState.REGISTERED, null);
      }
    }
  }

  private static PluginIdentity identify(Bundle bundle) throws DescriptorException, IOException {
    String symbolicName = bundle.getSymbolicName();
    if (symbolicName == null) {
      throw new DescriptorException("the bundle has no Bundle-SymbolicName");
    }
    URL yaml = bundle.getEntry(Descriptor.ENTRY);
    Optional<byte[]> bytes = Optional.empty();
    if (yaml != null) {
      try (InputStream in = yaml.openStream()) {
        bytes = Optional.of(in.readNBytes(JarInspector.MAX_DESCRIPTOR_BYTES + 1));
      }
    }
    return PluginIdentity.read(symbolicName, bundle.getVersion(), bytes);
  }
}
