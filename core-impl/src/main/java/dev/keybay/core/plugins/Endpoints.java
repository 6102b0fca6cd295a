package dev.keybay.core.plugins;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.routing.RouterSettings;
import dev.keybay.core.routing.Routes;
import dev.keybay.core.routing.Target;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.PluginVersion;
import jakarta.servlet.Servlet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the endpoints of plugins on the routes when they come and takes them off, drained, when they
 * go.
 *
 * <p>This is the only service tracker of the house: everything here hangs on acting *while* a
 * service goes away, which a declarative reference does not promise.
 */
@Component(service = Endpoints.class, immediate = true)
public final class Endpoints {
  private static final Logger log = LoggerFactory.getLogger(Endpoints.class);

  private final Plugins plugins;
  private final Routes routes;
  private final RouterSettings settings;
  private final GrantedTimes times;
  private final ActivationThreads threads;
  private final ComponentStates components;
  private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
  private final ServiceTracker<Servlet, Endpoint> tracker;

  @Activate
  public Endpoints(
      BundleContext context,
      @Reference Plugins plugins,
      @Reference Routes routes,
      @Reference RouterSettings settings,
      @Reference GrantedTimes times,
      @Reference ActivationThreads threads,
      @Reference ComponentStates components)
      throws InvalidSyntaxException {
    this.plugins = plugins;
    this.routes = routes;
    this.settings = settings;
    this.times = times;
    this.threads = threads;
    this.components = components;
    this.tracker = new Tracker(context);
    tracker.open();
  }

  @Deactivate
  void stop() {
    tracker.close();
  }

  /** How many endpoints of a plugin are on the routes. */
  int open(PluginEntry entry) {
    return entry.targets().size();
  }

  /**
   * Takes a plugin off the routes on purpose: nobody waits for it to come back. But its stand-in
   * may be off the routes at this moment, because its servlet comes late or is being made anew; for
   * that one requests wait. Returns when the requests inside are answered, or took too long.
   *
   * @return how many are still inside
   */
  long withdraw(PluginEntry entry) {
    long inside = 0;
    List<PluginEntry> standIns =
        plugins.all().stream().filter(other -> isStandIn(other, entry)).toList();
    boolean standIn = !standIns.isEmpty();
    for (Endpoint endpoint : endpoints) {
      Target target = endpoint.entry() == entry ? endpoint.target() : null;
      if (target != null) {
        if (standIn) {
          routes.removeLeavingGap(target, settings.gapHold());
        } else {
          routes.remove(target);
        }
        plugins.enter(entry, PluginState.DRAINING, null);
        inside += drain(target, entry);
      }
    }
    Set<String> names = Set.copyOf(Endpoint.declaredRoutes(entry));
    if (!standIn) {
      routes.closeGaps(names);
    }
    if (standIns.stream().noneMatch(other -> isOfTheStream(other, entry))) {
      routes.closeGaps(names, entry.identity().stream());
    }
    return inside;
  }

  /** Whether another version of the plugin serves or may come back by itself. */
  private boolean isStandIn(PluginEntry other, PluginEntry entry) {
    return other != entry
        && other.plugin().name().equals(entry.plugin().name())
        && PluginStarter.isActive(other)
        && routes.mayLeadTo(other.plugin());
  }

  private static boolean isOfTheStream(PluginEntry other, PluginEntry entry) {
    return other.identity().stream().equals(entry.identity().stream());
  }

  private void activate(Endpoint endpoint) {
    PluginEntry entry = endpoint.entry();
    try {
      Optional<String> refusal = refusal(endpoint);
      if (refusal.isPresent()) {
        throw new IllegalStateException(refusal.get());
      }
      Target.Limits limits =
          GrantedLimits.of(settings.limits(), entry.identity().descriptor(), plugins.ships(entry));
      Target target = endpoint.open(limits, times.start(entry));
      if (target != null) {
        entry.targets().add(target);
        routes.add(target);
        if (open(entry) >= components.endpoints(entry.bundle())) {
          plugins.enter(entry, PluginState.SERVING, null);
        }
      }
    } catch (IllegalStateException e) {
      String reason = components.problem(entry.bundle()).orElse(String.valueOf(e.getMessage()));
      log.atError()
          .addKeyValue("plugin", entry.plugin().name())
          .addKeyValue("version", entry.plugin().version())
          .addKeyValue("reason", reason)
          .setCause(e.getCause())
          .log("a plugin's endpoint could not be opened; everything else goes on");
      if (e.getCause() != null) {
        entry.failedBy(e.getCause());
      }
      plugins.enter(entry, PluginState.FAILED, reason);
    }
  }

  private void release(Endpoint endpoint) {
    PluginEntry entry = endpoint.entry();
    Target target = endpoint.beginClose();
    if (target != null) {
      routes.removeLeavingGap(target, settings.gapHold());
      long unused = drain(target, entry);
      entry.targets().remove(target);
    }
    endpoint.finishClose();
  }

  private long drain(Target target, PluginEntry entry) {
    if (Endpoint.drain(target, times.drain(entry))) {
      return 0;
    }
    long inside = target.inFlight();
    log.atWarn()
        .addKeyValue("plugin", target.plugin().name())
        .addKeyValue("version", target.plugin().version())
        .addKeyValue("inside", inside)
        .log("requests inside took longer than the drain deadline: the plugin stops over them");
    return inside;
  }

  /** Why an endpoint must not be opened, if so. */
  private Optional<String> refusal(Endpoint endpoint) {
    PluginEntry entry = endpoint.entry();
    Set<String> undeclared = new TreeSet<>(endpoint.routes());
    undeclared.removeAll(Endpoint.declaredRoutes(entry));
    if (!undeclared.isEmpty()) {
      return Optional.of(
          "its servlet claims the routes "
              + undeclared
              + ", but the descriptor owns "
              + Endpoint.declaredRoutes(entry)
              + "; add them to routes:");
    }
    return refused(entry.plugin(), endpoint.routes());
  }

  /** Why a plugin may not have a route that it declares, in words; empty if it may. */
  Optional<String> refused(PluginIdentity identity) {
    return refused(identity.plugin(), Endpoint.declaredRoutes(identity));
  }

  private Optional<String> refused(PluginVersion plugin, Collection<String> routes) {
    for (String route : routes) {
      if (plugins.reserved(route, plugin.name())) {
        return Optional.of(
            "the route '"
                + route
                + "' is reserved for plugins that are builtin; register it first, then: trust "
                + plugin
                + " builtin");
      }
    }
    return claimed(plugin.name(), routes);
  }

  private Optional<String> claimed(String name, Collection<String> routes) {
    for (String route : routes) {
      for (Endpoint other : endpoints) {
        String owner = other.entry().plugin().name();
        if (other.target() != null && other.routes().contains(route) && !owner.equals(name)) {
          return Optional.of("the route '" + route + "' is owned by plugin " + owner);
        }
      }
    }
    return Optional.empty();
  }

  private final class Tracker extends ServiceTracker<Servlet, Endpoint> {
    private final BundleContext host;

    Tracker(BundleContext context) throws InvalidSyntaxException {
      super(
          context,
          FrameworkUtil.createFilter(
              "(&(objectClass=" + Servlet.class.getName() + ")(" + KbsEndpoint.ROUTES + "=*))"),
          null);
      host = context;
    }

    @Override
    public @Nullable Endpoint addingService(ServiceReference<Servlet> reference) {
      Optional<PluginEntry> entry = Optional.ofNullable(reference.getBundle()).flatMap(plugins::of);
      if (entry.isEmpty()) {
        return null;
      }
      Endpoint endpoint = new Endpoint(reference, entry.get(), host);
      endpoints.add(endpoint);
      if (entry.get().state() != PluginState.SERVING) {
        plugins.enter(entry.get(), PluginState.STARTING, null);
      }
      threads.start(
          entry.get(),
          () -> activate(endpoint),
          seconds ->
              plugins.enter(
                  entry.get(),
                  PluginState.FAILED,
                  "it did not come back from its activation within " + seconds + " s"));
      return endpoint;
    }

    @Override
    public void removedService(ServiceReference<Servlet> reference, Endpoint endpoint) {
      endpoints.remove(endpoint);
      release(endpoint);
    }
  }
}
