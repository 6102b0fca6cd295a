package dev.keybay.itests.plugins.clinging;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Serves well, and never comes back from its deactivation, whoever interrupts it. */
@Component(service = Servlet.class)
@KbsEndpoint("clinging")
public final class ClingingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private volatile boolean forEver = true;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print(FrameworkUtil.getBundle(getClass()).getVersion());
  }

  @Deactivate
  void cling() {
    while (forEver) {
      boolean unused = Thread.interrupted();
      LockSupport.parkNanos(1_000_000_000);
    }
    forEver = false;
  }
}
