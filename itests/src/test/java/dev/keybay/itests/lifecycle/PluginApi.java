package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** The operations of a broker as an operator reaches them over HTTP. */
record PluginApi(Broker broker) {
  private static final String PREFIX = "/kbs/v0/plugin/";
  private static final ObjectMapper JSON = new ObjectMapper();

  HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return broker.asAdmin("POST", PREFIX + path, "");
  }

  HttpResponse<String> post(String path, byte[] jar) throws IOException, InterruptedException {
    return broker.asAdmin("POST", PREFIX + path, jar);
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return broker.asAdmin("DELETE", PREFIX + path, "");
  }

  /** What an operation with a jar reports that was done. */
  JsonNode done(String operation, byte[] jar) throws IOException, InterruptedException {
    return done(post(operation, jar));
  }

  JsonNode done(String operation) throws IOException, InterruptedException {
    return done(post(operation));
  }

  /** Gives guests shares of the plain name. */
  JsonNode route(String shares) throws IOException, InterruptedException {
    return done(broker.asAdmin("PUT", PREFIX + "route/" + Editions.NAME, shares));
  }

  JsonNode alias(String from, String to) throws IOException, InterruptedException {
    String body = JSON.createObjectNode().put("from", from).put("to", to).toString();
    return done(broker.asAdmin("POST", PREFIX + "alias", body));
  }

  /** An operation with a JSON body. */
  HttpResponse<String> json(String operation, String body)
      throws IOException, InterruptedException {
    return broker.call(
        "POST",
        PREFIX + operation,
        body,
        "Authorization",
        "Bearer " + broker.adminToken(),
        "Content-Type",
        "application/json");
  }

  /** What an operation with a JSON body reports that was done. */
  JsonNode doneJson(String operation, String body) throws IOException, InterruptedException {
    return done(json(operation, body));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return done(broker.asAdmin("GET", PREFIX + path, ""));
  }

  static JsonNode done(HttpResponse<String> answer) throws IOException {
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  /** Asserts that a problem says each of these words. */
  static void assertRefused(int status, HttpResponse<String> answer, String... words)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    String detail = JSON.readTree(answer.body()).get("detail").textValue();
    for (String word : words) {
      assertTrue(detail.contains(word), () -> "expected '" + word + "' in: " + detail);
    }
  }

  JsonNode list() throws IOException, InterruptedException {
    return done(broker.asAdmin("GET", PREFIX + "list", "")).get("plugins");
  }

  /** What the list says of a version of the plugin. */
  JsonNode listed(String version) throws IOException, InterruptedException {
    for (JsonNode each : list()) {
      if (each.get("name").textValue().equals(Editions.NAME)
          && each.get("version").textValue().equals(version)) {
        return each;
      }
    }
    throw new IOException(version + " is not registered");
  }

  /** The journal, the latest first. */
  JsonNode operations() throws IOException, InterruptedException {
    return done(broker.asAdmin("GET", PREFIX + "operations?limit=1000", "")).get("operations");
  }

  /** The state of every version, by name and version. */
  Map<String, String> states() throws IOException, InterruptedException {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode each : list()) {
      states.put(
          each.get("name").textValue() + "@" + each.get("version").textValue(),
          each.get("state").textValue());
    }
    return states;
  }

  /** The state of a version of the plugin; {@code absent} if it is not registered. */
  String state(String version) throws IOException, InterruptedException {
    return states().getOrDefault(Editions.NAME + "@" + version, "absent");
  }

  /** Which version an administrator meets under a selector, or the status that is no 200. */
  String meets(String selector) throws IOException, InterruptedException {
    return text(broker.asAdmin("GET", "/kbs/v0/" + selector, ""));
  }

  /** Which version a guest meets, or the status that is no 200. */
  String guestMeets(String selector, String... headers) throws IOException, InterruptedException {
    return text(broker.get("/kbs/v0/" + selector, headers));
  }

  private static String text(HttpResponse<String> answer) {
    return answer.statusCode() == 200 ? answer.body() : Integer.toString(answer.statusCode());
  }
}
