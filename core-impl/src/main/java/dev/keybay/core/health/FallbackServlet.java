package dev.keybay.core.health;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/**
 * Whatever nothing else answers is a 404 with a problem document; and the errors that the container
 * reports in this context get one in place of its HTML.
 */
@Component(
    service = Servlet.class,
    property = {
      HostContext.SELECT,
      HostContext.PATTERN + "/*",
      "osgi.http.whiteboard.servlet.errorPage=400",
      "osgi.http.whiteboard.servlet.errorPage=404",
      "osgi.http.whiteboard.servlet.errorPage=405",
      "osgi.http.whiteboard.servlet.errorPage=413",
      "osgi.http.whiteboard.servlet.errorPage=500"
    })
public final class FallbackServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PROTOCOL = "/kbs/v0/";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object reported = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = reported instanceof Integer code ? code : missing(request.getRequestURI());
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "1");
    }
    ProblemWriter.write(response, status, detail(status));
  }

  /** The protocol's paths come here only while the router is not there, which passes. */
  private static int missing(String path) {
    return path.startsWith(PROTOCOL)
        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
        : HttpServletResponse.SC_NOT_FOUND;
  }

  private static String detail(int status) {
    return switch (status) {
      case HttpServletResponse.SC_BAD_REQUEST -> "The request is malformed";
      case HttpServletResponse.SC_NOT_FOUND -> "Nothing is here";
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "The method is not allowed here";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "The broker is starting or stopping";
      case HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE -> "The body is too large";
      default -> "The request failed; the log says why";
    };
  }
}
