package dev.keybay.core.plugins;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Nothing goes round the router. Whatever a plugin registers for the servlet whiteboard is
 * invisible to the HTTP service, except the wrapper that the host registers in the plugin's name;
 * and the HTTP services through which a plugin could register a servlet by itself are invisible to
 * plugins, and so are the host's own endpoints and doors. Of the host's services they see their own
 * view, see {@link HostServices}.
 */
@Component(
    service = {FindHook.class, EventListenerHook.class},
    immediate = true)
public final class WhiteboardGuard implements FindHook, EventListenerHook {
  private static final String HTTP_BUNDLE = "org.apache.felix.http";
  private static final String WHITEBOARD_PREFIX = "osgi.http.whiteboard.";

  /** By name: the old HTTP service is not on our class path. */
  private static final Set<String> HOST_ONLY =
      Set.of(
          "org.osgi.service.http.HttpService",
          "org.apache.felix.http.api.ExtHttpService",
          "org.osgi.service.cm.ConfigurationAdmin",
          "dev.keybay.api.store.SecretStore",
          "dev.keybay.api.store.Database");

  private final HostBundles host;

  @Activate
  public WhiteboardGuard(@Reference HostBundles host) {
    this.host = host;
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    references.removeIf(reference -> hidden(reference, context.getBundle()));
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    listeners
        .keySet()
        .removeIf(context -> hidden(event.getServiceReference(), context.getBundle()));
  }

  private boolean hidden(ServiceReference<?> reference, Bundle from) {
    Bundle owner = reference.getBundle();
    if (owner == null) {
      return false; // unregistered meanwhile
    }
    if (host.isHost(from)) {
      return reference.getProperty(HostServices.VIEW) != null
          || (isHttp(from)
              && !host.isHost(owner)
              && forWhiteboard(reference)
              && !WrapperMark.marks(reference));
    }
    return host.isHost(owner) && hostOnly(reference);
  }

  private static boolean isHttp(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name != null && name.startsWith(HTTP_BUNDLE);
  }

  private static boolean forWhiteboard(ServiceReference<?> reference) {
    for (String key : reference.getPropertyKeys()) {
      if (key.startsWith(WHITEBOARD_PREFIX)) {
        return true;
      }
    }
    // A listener or a filter may need no property at all.
    return classes(reference).stream()
        .anyMatch(
            type ->
                type.startsWith("jakarta.servlet.")
                    || type.startsWith("javax.servlet.")
                    || type.startsWith("org.osgi.service.servlet.")
                    || type.startsWith("org.osgi.service.http."));
  }

  private static boolean hostOnly(ServiceReference<?> reference) {
    List<String> classes = classes(reference);
    boolean bare =
        classes.stream().anyMatch(HostServices::hasView)
            && reference.getProperty(HostServices.VIEW) == null;
    return bare
        || classes.stream().anyMatch(HOST_ONLY::contains)
        || classes.stream().allMatch(type -> type.startsWith("dev.keybay.core."));
  }

  private static List<String> classes(ServiceReference<?> reference) {
    return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
        ? List.of(names)
        : List.of();
  }
}
