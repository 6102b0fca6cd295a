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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/resources}, for administrators: which resources there are, what is known of each,
 * and its older versions, one of which can be made the present one. Never a value: an administrator
 * decides who gets a secret, and does not get it.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("resources")
public final class ResourcesServlet extends HttpServlet {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 999;

  private final transient Resources resources;

  @Activate
  public ResourcesServlet(@Reference Resources resources) {
    this.resources = resources;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    List<String> path = call.path();
    boolean restore = path.size() == 4 && path.get(3).equals("restore");
    if (request.getMethod().equals("POST") && restore) {
      SecretInfo stored =
          resources.restore(
              ResourcePath.of(path.subList(0, 3)),
              Query.required(call.query(), "version"),
              call.caller().name(),
              Precondition.of(request));
      response.setHeader("ETag", Precondition.tag(stored.revision()));
      ResourceServlet.done(response);
    } else if (!request.getMethod().equals("GET")) {
      throw new KbsException(
          ErrorCode.METHOD_NOT_ALLOWED, "resources take GET, and <path>/restore takes POST");
    } else if (path.isEmpty() || path.equals(List.of(""))) {
      Json.send(response, page(call.query()));
    } else {
      ResourceInfo info = resources.about(ResourcePath.of(path));
      response.setHeader("ETag", info.tag());
      Json.send(response, info.members());
    }
  }

  private Map<String, Object> page(Map<String, String> query) {
    int limit = (int) Query.number(query, "limit", PAGE, MAX_PAGE);
    List<ResourceInfo> found =
        resources.list(
            query.getOrDefault("prefix", ""), query.getOrDefault("after", ""), limit + 1);
    boolean more = found.size() > limit;
    List<ResourceInfo> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resources", shown.stream().map(ResourceInfo::members).toList());
    if (more) {
      members.put("next", shown.get(limit - 1).path());
    }
    return members;
  }
}
