package dev.keybay.core.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /readyz}: 200 and no body, or 503 and why the host cannot serve. */
@Component(
    service = Servlet.class,
    property = {HostContext.SELECT, HostContext.PATTERN + "/readyz"})
public final class ReadyServlet extends GetServlet {
  private static final long serialVersionUID = 1L;

  private final transient Readiness readiness;

  @Activate
  public ReadyServlet(@Reference Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<Problem> problems = readiness.problems();
    if (!problems.isEmpty()) {
      ProblemWriter.write(
          response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Not ready", problems);
    }
  }
}
