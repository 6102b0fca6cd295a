package dev.keybay.core.token;

import dev.keybay.core.health.GetServlet;
import dev.keybay.core.health.HostContext;
import dev.keybay.core.json.JsonText;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /.well-known/jwks.json}: the key with which others verify this host's tokens (RFC 7517 §5,
 * spec: KBS protocol §4.5). Public, as a public key is.
 */
@Component(
    service = Servlet.class,
    property = {HostContext.SELECT, HostContext.PATTERN + "/.well-known/jwks.json"})
public final class JwksServlet extends GetServlet {
  private static final long serialVersionUID = 1L;

  private final transient TokenKeys keys;

  @Activate
  public JwksServlet(@Reference TokenKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = JsonText.bytes(jwkSet());
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** {@code {"keys":[…]}} with the present key as in the header of tokens, public members only. */
  Map<String, @Nullable Object> jwkSet() {
    return Map.of("keys", List.of(keys.state().signer().jwk()));
  }
}
