package dev.keybay.itests.plugins.faulty;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;

/** Comes up well, under the name of the probe, and fails at every request. */
@Component(service = Servlet.class)
@KbsEndpoint("probe")
public final class FaultyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    throw new IllegalStateException("a fault that no health check saw");
  }
}
