package dev.keybay.itests.plugins.hanging;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Never comes back from its activation, whoever interrupts it. */
@Component(service = Servlet.class)
@KbsEndpoint("hanging")
public final class HangingServlet extends HttpServlet {
  private volatile boolean forEver = true;

  @Activate
  public HangingServlet() {
    while (forEver) {
      boolean unused = Thread.interrupted();
      LockSupport.parkNanos(1_000_000_000);
    }
    forEver = false;
  }
}
