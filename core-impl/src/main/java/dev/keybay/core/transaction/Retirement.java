package dev.keybay.core.transaction;

import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.routing.Deadlines;
import dev.keybay.format.naming.PluginVersion;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of versions that shall not run any more: drained, stopped and taken out. What made them
 * superfluous stands, whatever becomes of that. Callers hold the plugin's name.
 */
@Component(service = Retirement.class)
public final class Retirement {
  private static final Logger log = LoggerFactory.getLogger(Retirement.class);

  private final RegistryStore registry;
  private final Hosting hosting;
  private final Deadlines deadlines;
  private final NameLocks locks;

  @Activate
  public Retirement(
      @Reference RegistryStore registry,
      @Reference Hosting hosting,
      @Reference Deadlines deadlines,
      @Reference NameLocks locks) {
    this.registry = registry;
    this.hosting = hosting;
    this.deadlines = deadlines;
    this.locks = locks;
  }

  /**
   * Retires what ran of a plugin and does not any more, or runs with other bytes.
   *
   * @return the versions that were stopped over requests that took too long, and over how many
   */
  SortedMap<PluginVersion, Long> retire(String name, Registry before) {
    SortedMap<PluginVersion, Long> cutOff = new TreeMap<>();
    for (PluginVersion version : before.running()) {
      String digest = Order.known(before, version).digest();
      Optional<String> wanted = wanted(version);
      if (version.name().equals(name) && wanted.filter(digest::equals).isEmpty()) {
        long inside =
            wanted.isEmpty()
                ? retire(version)
                : retire(version, () -> hosting.stop(version, digest));
        if (inside > 0) {
          cutOff.put(version, inside);
        }
      }
    }
    return cutOff;
  }

  /** Retires a version; over how many requests. */
  long retire(PluginVersion version) {
    return retire(version, () -> hosting.stop(version));
  }

  private long retire(PluginVersion version, LongSupplier stop) {
    if (deadlines.isInside(version)) {
      retireLater(version, stop);
      return 0;
    }
    try {
      return stop.getAsLong();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("plugin", version).setCause(e).log("a version did not stop");
      return 0;
    }
  }

  /** The operation came by a request that is inside of the version: it has to be answered first. */
  private void retireLater(PluginVersion version, LongSupplier stop) {
    Optional<String> digest = wanted(version);
    Thread later =
        new Thread(
            () -> {
              try {
                locks.await(version.name(), "the end of " + version);
                try {
                  if (wanted(version).equals(digest)) {
                    long unused = retire(version, stop);
                  }
                } finally {
                  locks.release(version.name());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "keybay-retire-" + version);
    later.setDaemon(true);
    later.start();
  }

  /** The bytes that the registry wants to run as a version. */
  private Optional<String> wanted(PluginVersion version) {
    Registry now = registry.current();
    return now.running().contains(version)
        ? now.release(version).map(Release::digest)
        : Optional.empty();
  }
}
