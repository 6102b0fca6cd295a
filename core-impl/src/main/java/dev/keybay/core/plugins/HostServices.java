package dev.keybay.core.plugins;

import dev.keybay.api.attest.TokenIssuer;
import dev.keybay.api.attest.TokenVerifier;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginReports;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.session.Guests;
import dev.keybay.api.session.SessionStore;
import dev.keybay.core.pluginkey.PluginKeys;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The host's services as plugins see them: each bundle has a view of its own, which asks at every
 * call whether the plugin's key counts and what it was granted. {@link WhiteboardGuard} hides the
 * services themselves from plugins, and the views from the host.
 */
@Component(service = HostServices.class, immediate = true)
public final class HostServices {
  /** Service property of a view. */
  static final String VIEW = "keybay.view";

  private final PluginKeys keys;
  private final List<ServiceRegistration<?>> views = new ArrayList<>();

  @Activate
  public HostServices(
      BundleContext context,
      @Reference PluginKeys keys,
      @Reference SessionStore sessions,
      @Reference Guests guests,
      @Reference EventNotifier events,
      @Reference Policies policies,
      @Reference TokenIssuer issuer,
      @Reference TokenVerifier verifier,
      @Reference PluginManager plugins,
      @Reference PluginReports reports) {
    this.keys = keys;
    offer(context, SessionStore.class, sessions, "sessions.read");
    offer(context, Guests.class, guests, "sessions.read");
    offer(context, EventNotifier.class, events, "notify");
    offer(context, Policies.class, policies, "policies");
    offer(context, TokenIssuer.class, issuer, "tokens.issue");
    offer(context, TokenVerifier.class, verifier, "");
    offer(context, PluginManager.class, plugins, "plugins");
    offer(context, PluginReports.class, reports, "plugins");
  }

  @Deactivate
  void stop() {
    views.forEach(ServiceRegistration::unregister);
  }

  /** Names of the services that plugins see by a view only. */
  static boolean hasView(String type) {
    return VIEWED.contains(type);
  }

  private static final List<String> VIEWED =
      List.of(
          SessionStore.class.getName(),
          Guests.class.getName(),
          EventNotifier.class.getName(),
          Policies.class.getName(),
          TokenIssuer.class.getName(),
          TokenVerifier.class.getName(),
          PluginManager.class.getName(),
          PluginReports.class.getName());

  private <S> void offer(BundleContext context, Class<S> type, S service, String permission) {
    ServiceFactory<S> factory =
        new ServiceFactory<>() {
          @Override
          public S getService(Bundle bundle, ServiceRegistration<S> registration) {
            return view(type, service, permission, bundle.getBundleId());
          }

          @Override
          public void ungetService(Bundle bundle, ServiceRegistration<S> registration, S view) {
            // A view holds nothing.
          }
        };
    views.add(
        context.registerService(type, factory, FrameworkUtil.asDictionary(Map.of(VIEW, true))));
  }

  private <S> S view(Class<S> type, S service, String permission, long bundle) {
    Object view =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return ofObject(proxy, type, method, arguments);
              }
              if (permission.isEmpty()) {
                keys.check(bundle);
              } else {
                keys.check(bundle, permission);
              }
              return call(service, method, arguments);
            });
    return type.cast(view);
  }

  private static @Nullable Object call(Object service, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      // Spares the check of who calls, at every call.
      var unused = method.trySetAccessible();
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object ofObject(
      Object proxy, Class<?> type, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "a view of " + type.getSimpleName();
    };
  }
}
