package dev.keybay.client.testbroker;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.keybay.client.testbroker.TestBroker.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The administrator's side. */
final class TestAdmin {

  private TestAdmin() {}

  static Answer answer(TestBroker broker, HttpExchange exchange, String key, byte[] body)
      throws IOException {
    String plugin = key.substring(key.indexOf(' ') + 1).replaceAll("/.*", "");
    if (!plugin.matches(
        "resource|resources|resource-policy|attestation-policy|reference-value|policy|plugin|admin")) {
      return TestBroker.error(404, "PluginNotFound", "Plugin " + plugin + " not found");
    }
    if (!("Bearer " + TestBroker.ADMIN_TOKEN)
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return TestBroker.error(401, "AdminAuthAccess", "admin access denied");
    }
    int slash = key.indexOf('/');
    String rest = slash < 0 ? "" : key.substring(slash + 1);
    switch (slash < 0 ? key : key.substring(0, slash)) {
      case "POST resource" -> broker.resources.put(rest, body);
      case "DELETE resource" -> {
        if (broker.resources.remove(rest) == null) {
          return TestBroker.error(401, "PluginInternalError", "Plugin internal error");
        }
      }
      case "POST resource-policy" ->
          broker.policies.put("resource-policy", policy(TestBroker.JSON.readTree(body)));
      case "GET resource-policy" -> {
        return new Answer(200, "[\"resource-policy\"]");
      }
      case "POST attestation-policy" -> {
        JsonNode request = TestBroker.JSON.readTree(body);
        broker.policies.put(request.path("policy_id").asText(), policy(request));
      }
      case "POST reference-value" -> {
        JsonNode message = TestBroker.JSON.readTree(body);
        TestBroker.JSON
            .readTree(Base64.getDecoder().decode(message.path("payload").asText()))
            .properties()
            .forEach(e -> broker.referenceValues.put(e.getKey(), e.getValue()));
      }
      case "GET reference-value" -> {
        return new Answer(200, broker.referenceValues.get(rest).toString());
      }
      case "GET plugin" -> {
        return new Answer(200, TestBroker.JSON.writeValueAsString(broker.plugins.get()));
      }
      default -> {
        return new Answer(200, "{}");
      }
    }
    return new Answer(200, "");
  }

  private static String policy(JsonNode request) {
    return new String(
        Base64.getUrlDecoder().decode(request.path("policy").asText()), StandardCharsets.UTF_8);
  }
}
