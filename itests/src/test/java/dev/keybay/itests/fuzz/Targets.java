package dev.keybay.itests.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.protocol.AdminIssuer;
import dev.keybay.itests.protocol.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The endpoints that take messages from outside. */
final class Targets {
  private Targets() {}

  static Target auth() {
    return (mutator, connection) ->
        Input.post("auth", mutator.json(Messages.request("0.4.0", "sample")));
  }

  static Target resourcePolicy(String admin) {
    return (mutator, connection) ->
        policy(mutator, "resource-policy", message(), Seeds.RESOURCE_POLICIES)
            .with("Authorization", admin);
  }

  static Target attestationPolicy(String admin) {
    return (mutator, connection) -> {
      String id = mutator.oneIn(4) ? mutator.text("default_cpu") : "fuzz";
      ObjectNode message = message().put("policy_id", id);
      return policy(mutator, "attestation-policy", message, Seeds.ATTESTATION_POLICIES)
          .with("Authorization", admin);
    };
  }

  static Target policyTest(String admin) {
    return (mutator, connection) -> {
      boolean resource = mutator.oneIn(2);
      ObjectNode message =
          message().put("kind", resource ? "resource" : "attestation").put("path", "fuzz/key/1");
      message.putObject("query").put("who", "me");
      ObjectNode sample = message.putObject("input").putObject("sample").put("svn", "1");
      sample.putObject("platform_version").put("major", 1).put("minor", 4);
      message.withObject("/input/submods/cpu0").put("ear.status", "affirming");
      List<String> seeds = resource ? Seeds.RESOURCE_POLICIES : Seeds.ATTESTATION_POLICIES;
      return policy(mutator, "policy/test", message, seeds).with("Authorization", admin);
    };
  }

  static Target referenceValue(String admin) {
    return (mutator, connection) -> {
      ObjectNode values = Messages.JSON.createObjectNode().put("svn", 1);
      values.putArray("rvps:///fuzz/a:1").add("a").add(1.5).addNull();
      values.putObject("object").put("k", true);
      boolean inside = mutator.oneIn(2);
      byte[] payload =
          inside ? mutator.json(values) : values.toString().getBytes(StandardCharsets.UTF_8);
      ObjectNode message =
          Messages.JSON
              .createObjectNode()
              .put("version", "0.1.0")
              .put("type", "sample")
              .put("expiration", "2999-01-31T00:00:00Z")
              .put("payload", Base64.getEncoder().encodeToString(payload));
      byte[] body =
          inside ? message.toString().getBytes(StandardCharsets.UTF_8) : mutator.json(message);
      return Input.post("reference-value", body).with("Authorization", admin);
    };
  }

  /** Tokens of a known issuer that say odd things, and tokens that are none. */
  static Target adminToken(AdminIssuer issuer) {
    return (mutator, connection) -> {
      ObjectNode header = Messages.JSON.createObjectNode().put("alg", "EdDSA").put("typ", "JWT");
      long now = Instant.now().getEpochSecond();
      ObjectNode claims =
          Messages.JSON
              .createObjectNode()
              .put("iss", "https://issuer.example")
              .put("role", "fuzz")
              .put("iat", now)
              .put("nbf", now)
              .put("exp", now + 300);
      claims.putArray("aud").add("keybay").add("other");
      byte[] odd = mutator.json(mutator.oneIn(3) ? header : claims);
      String first = mutator.oneIn(3) ? part(odd) : Messages.base64Url(header.toString());
      String second = mutator.oneIn(3) ? Messages.base64Url(claims.toString()) : part(odd);
      String token = issuer.token(first, second);
      if (mutator.oneIn(4)) {
        token = mutator.oneIn(2) ? mutator.base64(token) : mutator.text(token);
      }
      String scheme = mutator.oneIn(20) ? mutator.text("Bearer ") : "Bearer ";
      return Input.get("resource-policy").with("Authorization", Heads.value(scheme + token));
    };
  }

  private static ObjectNode message() {
    return Messages.JSON.createObjectNode();
  }

  /** Half of them have a good message with an odd policy, half are no good message. */
  private static Input policy(
      Mutator mutator, String path, ObjectNode message, List<String> seeds) {
    String text = mutator.pick(seeds);
    boolean inside = mutator.oneIn(2);
    message.put("policy", Messages.base64Url(inside ? mutator.text(text) : text));
    return Input.post(
        path, inside ? message.toString().getBytes(StandardCharsets.UTF_8) : mutator.json(message));
  }

  private static String part(byte[] json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }
}
