package dev.keybay.core.plugins;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.core.routing.Target;
import dev.keybay.format.access.AccessRules;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.jar.PluginIdentity;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * One servlet service of a plugin, from its announcement to its end.
 *
 * <p>Opening runs the plugin's code (activate, init), so it happens on a thread of its own that may
 * never come back; no lock is held meanwhile. Closing happens on the thread that stops the plugin,
 * before anything of the plugin is taken away: off the routes, wait for the requests inside, and
 * only then unregister the wrapper, at which the HTTP service destroys the servlet.
 */
final class Endpoint {
  private final ServiceReference<Servlet> reference;
  private final PluginEntry entry;
  private final BundleContext host;

  // Guarded by this.
  private boolean closed;
  private @Nullable ServiceRegistration<Servlet> wrapper;
  private @Nullable Target target;

  Endpoint(ServiceReference<Servlet> reference, PluginEntry entry, BundleContext host) {
    this.reference = reference;
    this.entry = entry;
    this.host = host;
  }

  PluginEntry entry() {
    return entry;
  }

  String iface() {
    Object value = reference.getProperty(KbsEndpoint.IFACE);
    return value instanceof String text ? text : KbsEndpoint.LAUNCH;
  }

  /** First path segments; none unless it serves {@code launch}. */
  Set<String> routes() {
    if (!iface().equals(KbsEndpoint.LAUNCH)) {
      return Set.of();
    }
    Object value = reference.getProperty(KbsEndpoint.ROUTES);
    return value instanceof String[] several ? Set.of(several) : Set.of(String.valueOf(value));
  }

  /** What the descriptor owns: its routes, or its name. */
  static List<String> declaredRoutes(PluginEntry entry) {
    return declaredRoutes(entry.identity());
  }

  static List<String> declaredRoutes(PluginIdentity identity) {
    List<String> declared = identity.descriptor().map(Descriptor::routes).orElse(List.of());
    return declared.isEmpty() ? List.of(identity.plugin().name()) : declared;
  }

  /**
   * Activates the plugin's component and initialises its servlet, which the HTTP service does, at
   * once or, when the broker starts, as soon as it is up.
   *
   * @return what to put on the routes; null if the plugin was stopped meanwhile
   * @throws IllegalStateException if the plugin's code failed, with the reason as message
   */
  @Nullable Target open(Target.Limits limits, Duration patience) {
    Servlet servlet = host.getService(reference);
    if (servlet == null) {
      throw new IllegalStateException("its servlet component could not be activated");
    }
    EndpointWrapper wrapping = new EndpointWrapper(servlet);
    BundleContext own = entry.bundle().getBundleContext();
    if (own == null) {
      return null;
    }
    ServiceRegistration<Servlet> registration =
        own.registerService(Servlet.class, wrapping, properties());
    boolean initialised = wrapping.awaitInit(patience);
    Throwable failure = wrapping.failure();
    if (!initialised) {
      registration.unregister();
      throw new IllegalStateException(
          failure == null
              ? "the HTTP service did not take its servlet"
              : "init of its servlet failed: " + failure,
          failure);
    }
    Target opened =
        new Target(
            entry.plugin(),
            entry.identity().stream(),
            entry.bundle().getBundleId(),
            iface(),
            routes(),
            rules(),
            limits,
            servlet);
    synchronized (this) {
      if (!closed) {
        wrapper = registration;
        target = opened;
        return opened;
      }
    }
    registration.unregister();
    return null;
  }

  synchronized @Nullable Target target() {
    return target;
  }

  /** Lets nobody start any more and tells who is on the routes, if anyone. */
  synchronized @Nullable Target beginClose() {
    closed = true;
    return target;
  }

  /** Waits for the requests inside; false if they took too long. The target is off the routes. */
  static boolean drain(Target target, Duration patience) {
    try {
      target.drain().get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a drain never fails", e);
    }
  }

  /** Gives everything back to the plugin. */
  void finishClose() {
    ServiceRegistration<Servlet> registration;
    synchronized (this) {
      registration = wrapper;
      wrapper = null;
      target = null;
    }
    if (registration != null) {
      registration.unregister();
    }
    host.ungetService(reference);
  }

  private AccessRules rules() {
    return entry
        .identity()
        .descriptor()
        .map(
            descriptor -> descriptor.interfaces().getOrDefault(iface(), new AccessRules(List.of())))
        .orElse(AccessRules.ADMIN_ONLY);
  }

  private Dictionary<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(WrapperMark.PROPERTY, new WrapperMark());
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
        "("
            + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME
            + "="
            + PluginContext.NAME
            + ")");
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
        "/." + reference.getProperty("service.id"));
    properties.put(
        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
        entry.plugin() + " " + iface() + " " + reference.getProperty("service.id"));
    properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED, true);
    return FrameworkUtil.asDictionary(properties);
  }
}
