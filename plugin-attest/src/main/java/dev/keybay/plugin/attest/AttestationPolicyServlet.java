package dev.keybay.plugin.attest;

import dev.keybay.api.error.KbsCompatibility;
import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
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

/**
 * {@code /kbs/v0/attestation-policy}: POST sets the attestation policy of an id. Handshakes use
 * {@code default_<class>}; others are kept. Below it, by id, is what the protocol does not have:
 * texts, histories, rollback, removal.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("attestation-policy")
public final class AttestationPolicyServlet extends HttpServlet {
  private static final String NAME = "attestation-policy";

  private final transient Policies policies;
  private final transient KbsCompatibility compatibility;

  @Activate
  public AttestationPolicyServlet(
      @Reference Policies policies, @Reference KbsCompatibility compatibility) {
    this.policies = policies;
    this.compatibility = compatibility;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    KbsRequest call = KbsRequest.of(request);
    List<String> path = call.path();
    if (path.isEmpty() || path.equals(List.of(""))) {
      all(request, call, response);
    } else {
      one(request.getMethod() + " " + below(path), call, response);
    }
  }

  private void all(HttpServletRequest request, KbsRequest call, HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("GET")) {
      // For Trustee this is the method of a plugin that it does not have.
      Methods.unless(compatibility.trustee(), NAME);
      JsonBody.send(response, Json.write(policies.ids(Kind.ATTESTATION)));
      return;
    }
    Methods.expect(request, NAME, "GET", "POST");
    PolicyUpload upload;
    try {
      upload = PolicyUpload.read(call.body());
    } catch (JsonException e) {
      throw PolicyUpload.malformed(e);
    }
    policies.set(Kind.ATTESTATION, upload.id(), upload.source());
    response.setContentLength(0);
  }

  private void one(String what, KbsRequest call, HttpServletResponse response) throws IOException {
    String id = call.path().get(0);
    StoredPolicy policy = new StoredPolicy(policies, id);
    switch (what) {
      case "GET " -> JsonBody.send(response, Json.write(policy.text()));
      case "GET history" -> JsonBody.send(response, Json.write(policy.history()));
      case "GET history/*" -> {
        long number = Query.positive(call.path().get(2), "a version", Long.MAX_VALUE);
        JsonBody.send(response, Json.write(policy.text(number)));
      }
      case "POST rollback" -> {
        policies.rollback(Kind.ATTESTATION, id, Query.required(call.query(), "version"));
        response.setContentLength(0);
      }
      case "DELETE " -> {
        policy.delete();
        response.setContentLength(0);
      }
      default ->
          throw Methods.refused(
              NAME + "/<id> takes GET and DELETE, its history GET, rollback POST");
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
}
