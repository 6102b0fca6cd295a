package dev.keybay.core.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /healthz}: 200 and no body, as in Trustee, or 503 and what is wrong. */
@Component(
    service = Servlet.class,
    property = {HostContext.SELECT, HostContext.PATTERN + "/healthz"})
public final class HealthServlet extends GetServlet {
  private static final long serialVersionUID = 1L;

  private final transient HealthMonitor monitor;

  @Activate
  public HealthServlet(@Reference HealthMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<Problem> problems = monitor.problems(EnumSet.of(HealthCheck.Concern.LIVENESS));
    if (!problems.isEmpty()) {
      ProblemWriter.write(
          response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Not healthy", problems);
    }
  }
}
