package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/resource-policy}: POST sets the one resource policy, GET lists the ids of those
 * there are. Stores the shipped policy when it starts, whether or not anyone calls, unless there is
 * one.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("resource-policy")
public final class ResourcePolicyServlet extends HttpServlet {
  /** The id of the policy that the host asks about every attested request. */
  static final String ID = "resource-policy";

  private static final String SHIPPED = "/policies/default.rego";

  private final transient Policies policies;

  @Activate
  public ResourcePolicyServlet(@Reference Policies policies) throws IOException {
    this.policies = policies;
    policies.setDefault(Kind.RESOURCE, ID, shipped());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "POST" -> {
        policies.set(Kind.RESOURCE, ID, PolicyText.of(KbsRequest.of(request).body()));
        response.setContentLength(0);
      }
      case "GET" -> {
        byte[] ids = PolicyText.ids(policies.ids(Kind.RESOURCE));
        response.setContentType("application/json");
        response.setContentLength(ids.length);
        response.getOutputStream().write(ids);
      }
      default ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED, "the resource policy takes GET and POST");
    }
  }

  private static String shipped() throws IOException {
    try (InputStream text = ResourcePolicyServlet.class.getResourceAsStream(SHIPPED)) {
      return new String(
          Objects.requireNonNull(text, SHIPPED).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
