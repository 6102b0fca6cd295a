package dev.keybay.core.health;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * The servlet context of the host's own pages, at {@code /}. It serves no resources of the bundle.
 */
@Component(
    service = ServletContextHelper.class,
    scope = ServiceScope.BUNDLE,
    property = {
      "osgi.http.whiteboard.context.name=" + HostContext.NAME,
      "osgi.http.whiteboard.context.path=/"
    })
public final class HostContext extends ServletContextHelper {
  static final String NAME = "keybay.host";

  /** The service property of a servlet in this context. */
  public static final String SELECT =
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + NAME + ")";

  /** What the service property that names a path begins with. */
  public static final String PATTERN = "osgi.http.whiteboard.servlet.pattern=";
}
