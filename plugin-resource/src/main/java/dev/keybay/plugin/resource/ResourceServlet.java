package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.store.SecretInfo;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/resource/<repository>/<type>/<tag>}: guests GET, administrators POST and DELETE,
 * on conditions if they like. Who may do what, and the sealing of what a guest gets, are the host's
 * by the descriptor.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("resource")
public final class ResourceServlet extends HttpServlet {
  private static final int MAX_TYPE = 256;

  private final transient Resources resources;

  @Activate
  public ResourceServlet(@Reference Resources resources) {
    this.resources = resources;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    switch (request.getMethod()) {
      case "GET" -> {
        byte[] value = resources.read(ResourcePath.of(call.path()));
        response.setContentType("application/octet-stream");
        response.setContentLength(value.length);
        response.getOutputStream().write(value);
      }
      case "POST" -> {
        ResourcePath path = ResourcePath.of(call.path());
        SecretInfo stored =
            resources.write(
                path,
                new Resources.Content(call.body(), call.caller().name(), type(request)),
                Precondition.of(request));
        response.setHeader("ETag", Precondition.tag(stored.revision()));
        done(response);
      }
      case "DELETE" -> {
        resources.delete(ResourcePath.of(call.path()), Precondition.of(request));
        done(response);
      }
      default ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED, "a resource takes GET, POST and DELETE");
    }
  }

  private static String type(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || type.length() > MAX_TYPE ? "" : type;
  }

  /** The content type that the protocol's administration tools know of an empty success. */
  static void done(HttpServletResponse response) {
    response.setContentType("text/xml");
    response.setContentLength(0);
  }
}
