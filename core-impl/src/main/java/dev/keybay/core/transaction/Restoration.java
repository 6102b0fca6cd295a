package dev.keybay.core.transaction;

import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what runs to what the registry says where no operation does: at the start, after a repair,
 * and when what a plugin requires comes or goes. Thread-safe; takes each name for its turn, so the
 * caller must have none.
 */
@Component(service = Restoration.class)
public final class Restoration {
  private static final Logger log = LoggerFactory.getLogger(Restoration.class);

  private final RegistryStore registry;
  private final Transaction transaction;
  private final Hosting hosting;
  private final PluginProblems problems;
  private final NameLocks locks;

  @Activate
  public Restoration(
      @Reference RegistryStore registry,
      @Reference Transaction transaction,
      @Reference Hosting hosting,
      @Reference PluginProblems problems,
      @Reference NameLocks locks) {
    this.registry = registry;
    this.transaction = transaction;
    this.hosting = hosting;
    this.problems = problems;
    this.locks = locks;
  }

  /** Brings up a version that the registry says shall run, if it does not. */
  public void restore(Release release) throws InterruptedException {
    locks.await(release.plugin().name(), "the start of the broker");
    try {
      if (registry.current().running().contains(release.plugin())) {
        transaction.restore(release);
      }
    } finally {
      locks.release(release.plugin().name());
    }
  }

  /** All that shall run was tried: those that waited for another have their turn. */
  public void restored() {
    settle();
    transaction.recordKeys();
  }

  /** Stops what lost something that it requires, and starts what has it again. */
  public void settle() {
    try {
      SortedMap<PluginVersion, String> held = Relations.held(registry.current());
      boolean changed = false;
      for (PluginVersion version : registry.current().running()) {
        boolean runs = hosting.runs(version);
        if (runs ? held.containsKey(version) : problems.isHeld(version)) {
          changed |= runs || !held.containsKey(version);
          settle(version);
        }
      }
      if (changed) {
        transaction.recordKeys();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("what depends on a plugin could not follow it; plugin:list shows what serves", e);
    }
  }

  private void settle(PluginVersion version) throws InterruptedException {
    locks.await(version.name(), "what it requires has come or gone");
    try {
      Registry now = registry.current();
      if (now.running().contains(version)) {
        @Nullable String held = Relations.held(now).get(version);
        if (held != null) {
          transaction.hold(version, held);
        } else {
          transaction.restore(Order.known(now, version));
        }
      }
    } finally {
      locks.release(version.name());
    }
  }
}
