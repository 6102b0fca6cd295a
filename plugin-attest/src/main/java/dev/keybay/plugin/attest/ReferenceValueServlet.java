package dev.keybay.plugin.attest;

import dev.keybay.api.error.KbsCompatibility;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.reference.ReferenceValueRecord;
import dev.keybay.plugin.attest.reference.ReferenceValues;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/reference-value}: POST registers values, GET with an id answers the value, GET
 * without one lists them, DELETE removes one. An id may hold slashes: {@code
 * rvps:///vendor/firmware:1} is taken as it stands.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("reference-value")
public final class ReferenceValueServlet extends HttpServlet {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 999;

  private final transient ReferenceValues values;
  private final transient KbsCompatibility compatibility;

  @Activate
  public ReferenceValueServlet(
      @Reference ReferenceValues values, @Reference KbsCompatibility compatibility) {
    this.values = values;
    this.compatibility = compatibility;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Methods.expect(request, "reference-value", "GET", "POST", "DELETE");
    KbsRequest call = KbsRequest.of(request);
    String id = String.join("/", call.path());
    switch (request.getMethod()) {
      case "POST" -> {
        values.register(call.body());
        // The protocol's tools know this type of an empty success.
        JsonBody.send(response, new byte[0]);
      }
      case "DELETE" -> {
        // For Trustee a deletion is the method of a plugin that it does not have.
        Methods.unless(compatibility.trustee() && id.isEmpty(), "reference-value");
        values.delete(id);
        JsonBody.send(response, new byte[0]);
      }
      default -> JsonBody.send(response, Json.write(read(id, call.query())));
    }
  }

  private @Nullable Object read(String id, Map<String, String> query) {
    // Trustee looks for the value of the empty id.
    return id.isEmpty() && !compatibility.trustee() ? page(query) : values.get(id);
  }

  private Map<String, Object> page(Map<String, String> query) {
    int limit = (int) Query.number(query, "limit", PAGE, MAX_PAGE);
    List<ReferenceValueRecord> found =
        values.list(query.getOrDefault("prefix", ""), query.getOrDefault("after", ""), limit + 1);
    List<ReferenceValueRecord> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("values", shown.stream().map(this::members).toList());
    if (found.size() > limit) {
      members.put("next", shown.get(limit - 1).name());
    }
    return members;
  }

  private Map<String, @Nullable Object> members(ReferenceValueRecord value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", value.name());
    members.put("value", value.value());
    members.put("expiration", value.expiration().toString());
    members.put("expired", values.expired(value));
    return members;
  }
}
