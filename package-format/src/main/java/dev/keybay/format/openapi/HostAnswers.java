package dev.keybay.format.openapi;

import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.Auth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the host does with every request of a plugin, whatever the plugin's part says: who is let
 * in, what those who are not are told, the request's id, the seal. It is taken from the access rule
 * that the host obeys, so the document cannot say otherwise.
 */
record HostAnswers(String plugin, AccessRule rule) {

  /** The operation with all that. What the part says of a status stays, but for the seal. */
  Map<String, @Nullable Object> complete(String method, Map<String, @Nullable Object> operation) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>();
    whole.put("tags", List.of(plugin));
    whole.putAll(operation);
    Map<String, @Nullable Object> responses = new TreeMap<>();
    responses(method, operation.containsKey("requestBody"))
        .forEach((s, n) -> responses.put(s, ref(n)));
    Tree.members(operation.get("responses"))
        .forEach((status, response) -> responses.put(status, answer(status, response)));
    whole.put("responses", responses);
    if (rule.requires().auth() != Auth.PUBLIC || !operation.containsKey("security")) {
      whole.put("security", security());
    }
    return whole;
  }

  /** The ways to show who one is; a list of alternatives, empty for none (§4.8.30). */
  private List<Map<String, Object>> security() {
    List<String> schemes =
        switch (rule.requires().auth()) {
          case ATTESTED -> List.of("guestSession", "guestToken");
          case SESSION -> List.of("guestSession");
          case ADMIN -> List.of("adminToken");
          case PLUGIN -> List.of("pluginKey");
          case PUBLIC -> List.of();
        };
    List<Map<String, Object>> alternatives = new ArrayList<>();
    schemes.forEach(scheme -> alternatives.add(Map.of(scheme, List.of())));
    return alternatives;
  }

  /** Statuses and the components that describe them. */
  private Map<String, String> responses(String method, boolean body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("400", "BadRequest");
    switch (rule.requires().auth()) {
      case ATTESTED ->
          all.put("401", rule.requires().sealed() ? "SealedGuestDenied" : "GuestDenied");
      case SESSION -> all.put("401", "SessionMissing");
      case ADMIN -> all.put("401", "AdminDenied");
      case PLUGIN -> all.put("401", "PluginDenied");
      case PUBLIC -> {}
    }
    all.put("404", "NotFound");
    if (body) {
      all.put("413", "PayloadTooLarge");
    }
    if (rule.requires().auth() == Auth.ADMIN) {
      all.put("429", "TooManyRequests");
    }
    all.put("500", "Internal");
    all.put("503", "Unavailable");
    all.put("504", "Timeout");
    if (!method.equals("GET")) {
      all.put("507", "InsufficientStorage");
    }
    return all;
  }

  private @Nullable Object answer(String status, @Nullable Object response) {
    Map<String, @Nullable Object> members = Tree.members(response);
    if (members.containsKey("$ref")) {
      return response;
    }
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    headers.put("X-Request-Id", Map.of("$ref", "#/components/headers/RequestId"));
    headers.putAll(Tree.members(members.get("headers")));
    members.put("headers", headers);
    if (rule.requires().sealed() && status.startsWith("2")) {
      members.put(
          "content",
          Map.of(
              "application/json",
              Map.of("schema", Map.of("$ref", "#/components/schemas/SealedAnswer"))));
    }
    return members;
  }

  private static Map<String, Object> ref(String response) {
    return Map.of("$ref", "#/components/responses/" + response);
  }
}
