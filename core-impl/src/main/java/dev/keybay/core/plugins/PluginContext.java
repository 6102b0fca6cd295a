package dev.keybay.core.plugins;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * The context in which the wrappers of plugins live: it gives their servlets a life cycle and a
 * servlet context, and lets no request in. It stands behind the router's, on the same path.
 */
@Component(
    service = ServletContextHelper.class,
    scope = ServiceScope.BUNDLE,
    property = "service.ranking:Integer=-1000")
@HttpWhiteboardContext(name = PluginContext.NAME, path = "/kbs/v0")
public final class PluginContext extends ServletContextHelper {
  static final String NAME = "keybay-plugins";

  @Override
  public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return false;
  }
}
