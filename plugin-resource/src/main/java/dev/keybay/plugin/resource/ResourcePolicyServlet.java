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
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /kbs/v0/resource-policy}: POST sets the global resource policy, GET lists the ids of those
 * there are, as the protocol says. Below it, by id, are the scoped policies and everything that the
 * protocol does not have: texts, histories, rollback, removal. Stores the shipped policy when it
 * starts, whether or not anyone calls, unless there is or was one.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("resource-policy")
public final class ResourcePolicyServlet extends HttpServlet {
  private static final String SHIPPED = "/policies/default.rego";

  private final transient Policies policies;

  @Activate
  public ResourcePolicyServlet(@Reference Policies policies) throws IOException {
    this.policies = policies;
    policies.setDefault(Kind.RESOURCE, Policies.GLOBAL, shipped());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    List<String> path = call.path();
    if (path.isEmpty() || path.equals(List.of(""))) {
      all(request.getMethod(), call, response);
    } else {
      one(request.getMethod() + " " + below(path), call, response);
    }
  }

  private void all(String method, KbsRequest call, HttpServletResponse response)
      throws IOException {
    switch (method) {
      case "POST" -> {
        policies.set(Kind.RESOURCE, Policies.GLOBAL, PolicyText.of(call.body()));
        response.setContentLength(0);
      }
      case "GET" -> Json.send(response, policies.ids(Kind.RESOURCE));
      default ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED, "the resource policy takes GET and POST");
    }
  }

  private void one(String what, KbsRequest call, HttpServletResponse response) throws IOException {
    String id = id(call.path().get(0));
    StoredPolicy policy = new StoredPolicy(policies, id);
    switch (what) {
      case "GET " -> Json.send(response, policy.text());
      case "GET history" -> Json.send(response, policy.history());
      case "GET history/*" ->
          Json.send(
              response,
              policy.text(Query.positive(call.path().get(2), "a version", Long.MAX_VALUE)));
      case "POST " -> {
        policies.set(Kind.RESOURCE, id, PolicyText.of(call.body()));
        response.setContentLength(0);
      }
      case "POST rollback" -> {
        policies.rollback(Kind.RESOURCE, id, Query.required(call.query(), "version"));
        response.setContentLength(0);
      }
      case "DELETE " -> {
        policy.delete();
        response.setContentLength(0);
      }
      default ->
          throw new KbsException(
              ErrorCode.METHOD_NOT_ALLOWED,
              "a resource policy takes GET, POST and DELETE, its history GET, rollback POST");
    }
  }

  /** What follows the id, with a star for a number. */
  private static String below(List<String> path) {
    return switch (path.size()) {
      case 1 -> "";
      case 2 -> path.get(1);
      case 3 -> path.get(1) + "/*";
      default -> "/";
    };
  }

  /** Whatever has no colon may be named by an access rule. */
  private static String id(String id) {
    if (id.contains(":") && !id.startsWith(Policies.SCOPE)) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          "expected the id to be resource-policy, or scope:<plugin> and segments of a path, each"
              + " after a colon, for example scope:resource:team-a, or the name that access rules"
              + " of plugins give");
    }
    return id;
  }

  private static String shipped() throws IOException {
    try (InputStream text = ResourcePolicyServlet.class.getResourceAsStream(SHIPPED)) {
      return new String(
          Objects.requireNonNull(text, SHIPPED).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
