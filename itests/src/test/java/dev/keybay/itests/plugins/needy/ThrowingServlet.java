package dev.keybay.itests.plugins.needy;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Cannot be activated. */
@Component(service = Servlet.class)
@KbsEndpoint("probe")
public final class ThrowingServlet extends HttpServlet {
  @Activate
  public ThrowingServlet() {
    throw new IllegalStateException("there is no key on this machine");
  }
}
