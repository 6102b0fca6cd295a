package dev.keybay.itests.plugins.greeter;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Greets with the version of its own bundle. */
@Component(service = Servlet.class)
@KbsEndpoint("greeter")
public final class GreeterServlet extends HttpServlet {
  private final String version;

  @Activate
  public GreeterServlet(BundleContext context) {
    this.version = context.getBundle().getVersion().toString();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print("Hello from " + version);
  }
}
