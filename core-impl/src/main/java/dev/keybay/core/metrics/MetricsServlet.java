package dev.keybay.core.metrics;

import dev.keybay.core.health.GetServlet;
import dev.keybay.core.health.HostContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics}: Prometheus text, or OpenMetrics for who asks for it. */
@Component(
    service = Servlet.class,
    property = {HostContext.SELECT, HostContext.PATTERN + "/metrics"})
public final class MetricsServlet extends GetServlet {
  private static final long serialVersionUID = 1L;

  private final transient Metrics metrics;

  @Activate
  public MetricsServlet(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accept = request.getHeader("Accept");
    metrics.write(
        accept == null ? "" : accept,
        type -> {
          response.setContentType(type);
          return response.getOutputStream();
        });
  }
}
