package dev.keybay.runtime;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A bundle that is ready, and answers {@code /slow} after a second. */
public final class ReadyActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    Supplier<List<String>> ready = List::of;
    context.registerService(
        Supplier.class, ready, FrameworkUtil.asDictionary(Map.of("keybay.readiness", true)));
    context.registerService(
        Servlet.class,
        new SlowServlet(),
        FrameworkUtil.asDictionary(
            Map.of(
                "osgi.http.whiteboard.context.select",
                "(osgi.http.whiteboard.context.name=keybay.host)",
                "osgi.http.whiteboard.servlet.pattern",
                "/slow")));
  }

  @Override
  public void stop(BundleContext context) {}

  /** Takes its time, as work does. */
  static final class SlowServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      // Headers first: so that the caller knows that the request is in flight.
      response.setStatus(200);
      response.flushBuffer();
      try {
        boolean unused = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IOException("interrupted in flight", e);
      }
      response.getWriter().print("finished");
    }
  }
}
