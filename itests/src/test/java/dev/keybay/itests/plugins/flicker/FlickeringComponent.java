package dev.keybay.itests.plugins.flicker;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Offers a servlet, takes it back, offers another, for as long as it is active. */
@Component(service = FlickeringComponent.class, immediate = true)
public final class FlickeringComponent {
  private static final long THERE_MILLIS = 150;
  private static final long AWAY_MILLIS = 150;

  private final BundleContext context;
  private final Thread thread = new Thread(this::flicker, "flicker");

  @Activate
  public FlickeringComponent(BundleContext context) {
    this.context = context;
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  private void flicker() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(AWAY_MILLIS);
        ServiceRegistration<Servlet> offered =
            context.registerService(
                Servlet.class,
                new Hello(),
                FrameworkUtil.asDictionary(Map.of(KbsEndpoint.ROUTES, "flicker")));
        Thread.sleep(THERE_MILLIS);
        offered.unregister();
      }
    } catch (InterruptedException | IllegalStateException e) {
      // The plugin stops.
    }
  }

  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }
}
