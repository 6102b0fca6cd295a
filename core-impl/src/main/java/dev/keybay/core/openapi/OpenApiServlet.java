package dev.keybay.core.openapi;

import dev.keybay.core.health.GetServlet;
import dev.keybay.core.health.HostContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /openapi.json}: everything that the broker serves now, for people's and machines' tools.
 * Public: it says what there is to call, and nothing of who may, nor which versions run.
 */
@Component(
    service = Servlet.class,
    property = {HostContext.SELECT, HostContext.PATTERN + "/openapi.json"})
public final class OpenApiServlet extends GetServlet {
  private static final long serialVersionUID = 1L;

  private final transient LiveDocument document;

  @Activate
  public OpenApiServlet(@Reference LiveDocument document) {
    this.document = document;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LiveDocument.Edition now = document.now();
    response.setHeader("ETag", now.tag());
    response.setHeader("Cache-Control", "no-cache"); // ask again, with the tag
    if (now.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType("application/json");
    response.setContentLength(now.json().length);
    response.getOutputStream().write(now.json());
  }
}
