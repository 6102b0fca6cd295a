package dev.keybay.itests.protocol;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The administrator of a broker, by the protocol alone. */
final class Operator {
  static final String ALLOW =
      "package policy\ndefault allow := false\nallow if data.plugin == \"resource\"\n";
  static final String DENY = "package policy\ndefault allow := false\n";
  static final String AFFIRMING =
      """
      package policy
      default allow := false
      allow if {
        count(input.submods) > 0
        every _, each in input.submods { each["ear.status"] == "affirming" }
      }
      """;

  private final Broker broker;

  Operator(Broker broker) {
    this.broker = broker;
  }

  void resource(String path, String value) throws IOException, InterruptedException {
    expect(broker.asAdmin("POST", "/kbs/v0/resource/" + path, value));
  }

  HttpResponse<String> policy(String rego) throws IOException, InterruptedException {
    return broker.asAdmin(
        "POST", "/kbs/v0/resource-policy", "{\"policy\":\"" + Messages.base64Url(rego) + "\"}");
  }

  void use(String rego) throws IOException, InterruptedException {
    expect(policy(rego));
  }

  /** Sets the resource policy that access rules name so. */
  void use(String named, String rego) throws IOException, InterruptedException {
    expect(
        broker.asAdmin(
            "POST",
            "/kbs/v0/resource-policy/" + named,
            "{\"policy\":\"" + Messages.base64Url(rego) + "\"}"));
  }

  HttpResponse<String> attestationPolicy(String id, String rego)
      throws IOException, InterruptedException {
    return broker.asAdmin(
        "POST",
        "/kbs/v0/attestation-policy",
        "{\"type\":\"rego\",\"policy_id\":\"%s\",\"policy\":\"%s\"}"
            .formatted(id, Messages.base64Url(rego)));
  }

  HttpResponse<String> referenceValues(Map<String, Object> values)
      throws IOException, InterruptedException {
    String payload =
        Base64.getEncoder()
            .encodeToString(
                Messages.JSON.writeValueAsString(values).getBytes(StandardCharsets.UTF_8));
    return broker.asAdmin(
        "POST",
        "/kbs/v0/reference-value",
        "{\"version\":\"0.1.0\",\"type\":\"sample\",\"payload\":\"" + payload + "\"}");
  }

  static void expect(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
  }
}
