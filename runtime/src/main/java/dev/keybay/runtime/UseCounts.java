package dev.keybay.runtime;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the framework forget bundles that are gone. The service registry of Felix 7.0.5 keeps, for
 * each bundle and each service that it ever used, a use count, also when it is zero and the bundle
 * is uninstalled; with it stays the whole bundle, some 10 KiB a swap of a plugin. There is no API
 * for that, so this takes the bundle out of the registry's own map.
 *
 * <p>When a bundle is reported as uninstalled, its context is invalid and all its services have
 * been given back (OSGi Core 4.4.6, 5.4): nothing of it can count any more. Thread-safe.
 */
final class UseCounts implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(UseCounts.class);

  /** Concurrent, by bundle. */
  private final Map<?, ?> inUse;

  private UseCounts(Map<?, ?> inUse) {
    this.inUse = inUse;
  }

  /** Begins to clean up after bundles. Where the framework is another one, this does nothing. */
  static void forgetWithBundles(Framework framework) {
    try {
      if (value(value(framework, "m_registry"), "m_inUseMap") instanceof Map<?, ?> inUse) {
        framework.getBundleContext().addBundleListener(new UseCounts(inUse));
      }
    } catch (ReflectiveOperationException e) {
      LOG.atWarn()
          .addKeyValue("framework", framework.getVersion())
          .log("use counts of bundles that are gone cannot be found: swaps will cost memory");
    }
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getType() == BundleEvent.UNINSTALLED) {
      Bundle gone = event.getBundle();
      inUse.remove(gone);
    }
  }

  private static Object value(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }
}
