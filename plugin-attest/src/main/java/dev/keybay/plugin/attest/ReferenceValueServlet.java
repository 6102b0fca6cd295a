package dev.keybay.plugin.attest;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.reference.ReferenceValues;
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
 * {@code /kbs/v0/reference-value}: POST registers values, GET with an id answers the value. An id
 * may hold slashes: {@code rvps:///vendor/firmware:1} is taken as it stands.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("reference-value")
public final class ReferenceValueServlet extends HttpServlet {
  private final transient ReferenceValues values;

  @Activate
  public ReferenceValueServlet(@Reference ReferenceValues values) {
    this.values = values;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Methods.expect(request, "reference-value", "GET", "POST");
    KbsRequest call = KbsRequest.of(request);
    if (request.getMethod().equals("POST")) {
      values.register(call.body());
      // The protocol's tools know this type of an empty success.
      JsonBody.send(response, new byte[0]);
    } else {
      JsonBody.send(response, Json.write(values.get(String.join("/", call.path()))));
    }
  }
}
