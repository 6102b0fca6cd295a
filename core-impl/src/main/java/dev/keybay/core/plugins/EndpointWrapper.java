package dev.keybay.core.plugins;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the servlet whiteboard for a plugin's servlet: the HTTP service initialises and
 * destroys it, so that the plugin gets a servlet context of its own bundle. Requests never come
 * this way.
 *
 * <p>It keeps what became of {@code init}, because the whiteboard tells nobody.
 */
final class EndpointWrapper implements Servlet {
  private final Servlet servlet;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile boolean initialised;
  private volatile @Nullable Throwable failure;

  EndpointWrapper(Servlet servlet) {
    this.servlet = servlet;
  }

  /** Waits until {@code init} has returned or thrown; true if it has returned. */
  boolean awaitInit(Duration patience) {
    try {
      return settled.await(patience.toNanos(), TimeUnit.NANOSECONDS) && initialised;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    try {
      servlet.init(config);
      initialised = true;
    } catch (ServletException | RuntimeException | LinkageError e) {
      failure = e;
      throw e;
    } finally {
      settled.countDown();
    }
  }

  @Override
  public void destroy() {
    servlet.destroy();
  }

  @Override
  public void service(ServletRequest request, ServletResponse response) throws ServletException {
    throw new ServletException("requests come through the router only");
  }

  @Override
  public ServletConfig getServletConfig() {
    return servlet.getServletConfig();
  }

  @Override
  public String getServletInfo() {
    return servlet.getServletInfo();
  }
}
