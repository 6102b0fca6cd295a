package dev.keybay.core.plugins;

import dev.keybay.api.plugin.HealthProbe;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Calls the health probes of plugins, on threads that a probe may keep: one that does not come back
 * is late at each further look and is not called again meanwhile. Thread-safe.
 */
@Component(service = Probes.class)
public final class Probes {
  private static final int PATIENCE_SECONDS = 5;

  private final BundleContext context;
  private final ComponentStates components;
  private final Set<Long> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread worker = new Thread(work, "keybay-health-probe");
            worker.setDaemon(true);
            return worker;
          });

  @Activate
  public Probes(BundleContext context, @Reference ComponentStates components) {
    this.context = context;
    this.components = components;
  }

  @Deactivate
  void stop() {
    threads.shutdownNow();
  }

  /** Whether there is anything to ask about again and again. */
  boolean watched(PluginEntry entry) {
    return !references(entry).isEmpty()
        || !entry
            .identity()
            .descriptor()
            .map(Descriptor::health)
            .orElse(Health.DEFAULT)
            .equals(Health.DEFAULT);
  }

  /** What is wrong with a plugin; waits for its answer, but not longer than a probe may take. */
  Optional<String> ask(PluginEntry entry) {
    int open = entry.targets().size();
    int all = components.endpoints(entry.bundle());
    if (open < all) {
      return Optional.of(open + " of its " + all + " endpoints are open");
    }
    for (ServiceReference<HealthProbe> reference : references(entry)) {
      Optional<String> problem = ask(reference);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** As {@link #ask}, on another thread. */
  void askLater(PluginEntry entry, Consumer<Optional<String>> answer) {
    var unused = threads.submit(() -> answer.accept(ask(entry)));
  }

  private Optional<String> ask(ServiceReference<HealthProbe> reference) {
    Long id = (Long) reference.getProperty("service.id");
    if (!busy.add(id)) {
      return late();
    }
    Future<Optional<String>> answer =
        threads.submit(
            () -> {
              try {
                return call(reference);
              } finally {
                busy.remove(id);
              }
            });
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return late();
    } catch (ExecutionException e) {
      return Optional.of("its health probe failed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<String> call(ServiceReference<HealthProbe> reference) {
    HealthProbe probe = context.getService(reference);
    if (probe == null) {
      return Optional.of("its health probe could not be activated");
    }
    try {
      return probe.problem();
    } finally {
      context.ungetService(reference);
    }
  }

  private static Optional<String> late() {
    return Optional.of("its health probe did not answer within " + PATIENCE_SECONDS + " s");
  }

  private List<ServiceReference<HealthProbe>> references(PluginEntry entry) {
    List<ServiceReference<HealthProbe>> own = new ArrayList<>();
    try {
      for (ServiceReference<HealthProbe> each :
          context.getServiceReferences(HealthProbe.class, null)) {
        if (entry.bundle().equals(each.getBundle())) {
          own.add(each);
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("there is no filter", e);
    }
    return own;
  }
}
