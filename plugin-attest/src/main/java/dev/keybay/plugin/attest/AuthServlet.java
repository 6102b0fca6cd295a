package dev.keybay.plugin.attest;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.plugin.attest.handshake.Opening;
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
 * {@code POST /kbs/v0/auth}: the first half of a handshake. Further path segments, and a session
 * that the guest may have, mean nothing.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("auth")
public final class AuthServlet extends HttpServlet {
  private final transient Opening opening;

  @Activate
  public AuthServlet(@Reference Opening opening) {
    this.opening = opening;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Methods.expect(request, "auth", "POST");
    KbsRequest call = KbsRequest.of(request);
    Opening.Opened opened = opening.open(call.body());
    call.sendSession(opened.session());
    JsonBody.send(response, opened.body());
  }
}
