package dev.keybay.core.plugins;

import dev.keybay.format.naming.PluginVersion;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/** Tells what the shell does to bundles of plugins from what the host does to them. Thread-safe. */
final class Bypass implements AutoCloseable {
  private final BundleContext context;
  private final SynchronousBundleListener watch = this::changed;

  /** Bundles that the host takes out itself. */
  private final Set<Long> leaving = ConcurrentHashMap.newKeySet();

  private final Set<PluginVersion> bypassed = ConcurrentHashMap.newKeySet();
  private volatile Consumer<PluginVersion> vanished = plugin -> {};

  Bypass(BundleContext context) {
    this.context = context;
    context.addBundleListener(watch);
  }

  @Override
  public void close() {
    context.removeBundleListener(watch);
  }

  private void changed(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (event.getType() == BundleEvent.UNINSTALLED && !leaving.remove(bundle.getBundleId())) {
      PluginLocation.versionAt(bundle.getLocation())
          .ifPresent(
              plugin -> {
                bypassed.add(plugin);
                vanished.accept(plugin);
              });
    }
    if (event.getType() == BundleEvent.UPDATED) {
      PluginLocation.versionAt(bundle.getLocation()).ifPresent(bypassed::add);
    }
  }

  /** Whom to tell of a version that the shell has uninstalled; called on the shell's thread. */
  void onVanished(Consumer<PluginVersion> listener) {
    vanished = listener;
  }

  /** Whether the shell has uninstalled a version, or updated it in place, since it was started. */
  boolean happenedTo(PluginVersion plugin) {
    return bypassed.contains(plugin);
  }

  /** The host has brought a version in anew. */
  void mended(PluginVersion plugin) {
    bypassed.remove(plugin);
  }

  /** The host is about to take a bundle out. */
  void expect(Bundle bundle) {
    leaving.add(bundle.getBundleId());
  }

  void uninstall(Bundle bundle) throws BundleException {
    expect(bundle);
    bundle.uninstall();
  }
}
