package dev.keybay.plugin.attest;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.rehearsal.Rehearsals;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /kbs/v0/policy/test}: what a policy would decide on recorded input, and why. */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("policy")
public final class PolicyTestServlet extends HttpServlet {
  private final transient Rehearsals rehearsals;

  @Activate
  public PolicyTestServlet(@Reference Rehearsals rehearsals) {
    this.rehearsals = rehearsals;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    if (!call.path().equals(List.of("test"))) {
      throw new KbsException(ErrorCode.NOT_FOUND, "expected policy/test");
    }
    Methods.expect(request, "policy/test", "POST");
    JsonBody.send(response, Json.write(rehearsals.run(call.body())));
  }
}
