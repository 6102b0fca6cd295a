package dev.keybay.plugin.attest;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.session.Session;
import dev.keybay.plugin.attest.handshake.Closing;
import dev.keybay.plugin.attest.json.Json;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /kbs/v0/attest}: the second half of a handshake. The descriptor calls it public,
 * because a guest without a session must get the handshake's own error.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("attest")
public final class AttestServlet extends HttpServlet {
  private final transient Closing closing;

  @Activate
  public AttestServlet(@Reference Closing closing) {
    this.closing = closing;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Methods.expect(request, "attest", "POST");
    KbsRequest call = KbsRequest.of(request);
    Optional<Session> session = call.session();
    String token = closing.close(session, call.body(), call.requestId());
    session.ifPresent(call::sendSession);
    JsonBody.send(response, Json.write(Map.of("token", token)));
  }
}
