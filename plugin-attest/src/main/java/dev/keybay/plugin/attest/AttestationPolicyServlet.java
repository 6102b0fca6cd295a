package dev.keybay.plugin.attest;

import dev.keybay.api.plugin.KbsEndpoint;
import dev.keybay.api.plugin.KbsRequest;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.plugin.attest.json.JsonException;
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
 * {@code POST /kbs/v0/attestation-policy}: sets the attestation policy of an id. Handshakes use
 * {@code default_<class>}; others are kept.
 */
@Component(service = Servlet.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@KbsEndpoint("attestation-policy")
public final class AttestationPolicyServlet extends HttpServlet {
  private final transient Policies policies;

  @Activate
  public AttestationPolicyServlet(@Reference Policies policies) {
    this.policies = policies;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Methods.expect(request, "attestation-policy", "POST");
    PolicyUpload upload;
    try {
      upload = PolicyUpload.read(KbsRequest.of(request).body());
    } catch (JsonException e) {
      throw PolicyUpload.malformed(e);
    }
    policies.set(Kind.ATTESTATION, upload.id(), upload.source());
    response.setContentLength(0);
  }
}
