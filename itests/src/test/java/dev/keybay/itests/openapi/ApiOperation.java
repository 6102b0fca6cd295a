package dev.keybay.itests.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the document, with what it says to send and what it says comes back.
 *
 * @param item of its path, whose parameters are the operation's too
 */
public record ApiOperation(
    ApiText document, String method, String path, JsonNode item, JsonNode node) {

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** Resolved; those of the path first. */
  public List<JsonNode> parameters() {
    List<JsonNode> all = new ArrayList<>();
    item.path("parameters").forEach(each -> all.add(document.resolve(each)));
    node.path("parameters").forEach(each -> all.add(document.resolve(each)));
    return all;
  }

  /** Path and query made of the examples. */
  public String uri() {
    String uri = path;
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : parameters()) {
      String name = parameter.path("name").asText();
      String example = parameter.path("example").asText();
      if (parameter.path("in").asText().equals("path")) {
        uri = uri.replace("{" + name + "}", example);
      } else if (parameter.path("in").asText().equals("query") && parameter.has("example")) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
        query.append(URLEncoder.encode(example, StandardCharsets.UTF_8));
      }
    }
    return uri + query;
  }

  /** Names and values in turn, made of the examples. */
  public List<String> headers() {
    List<String> headers = new ArrayList<>();
    for (JsonNode parameter : parameters()) {
      if (parameter.path("in").asText().equals("header") && parameter.has("example")) {
        headers.add(parameter.path("name").asText());
        headers.add(parameter.path("example").asText());
      }
    }
    media()
        .map(Map.Entry::getKey)
        .filter(type -> !type.startsWith("*"))
        .ifPresent(type -> headers.addAll(List.of("Content-Type", type)));
    return headers;
  }

  /** The example of a body; empty if there is none. */
  public String body() {
    return media()
        .map(Map.Entry::getValue)
        .map(
            media ->
                media.has("example")
                    ? media.get("example")
                    : document.resolve(media.path("schema")).path("example"))
        .map(value -> value.isTextual() ? value.textValue() : value.toString())
        .orElse("");
  }

  private Optional<Map.Entry<String, JsonNode>> media() {
    return document.resolve(node.path("requestBody")).path("content").properties().stream()
        .findFirst();
  }

  /** What the answer is that the document does not say. */
  public List<String> surprises(HttpResponse<String> answer) throws IOException {
    String place = this + " answered " + answer.statusCode() + " ";
    JsonNode listed = node.path("responses").path(Integer.toString(answer.statusCode()));
    if (listed.isMissingNode()) {
      return List.of(place + "which is not listed: " + answer.body());
    }
    JsonNode response = document.resolve(listed);
    List<String> surprises = new ArrayList<>();
    for (String header : headerNames(response)) {
      if (answer.headers().firstValue(header).isEmpty()) {
        surprises.add(place + "without " + header);
      }
    }
    if (answer.body().isEmpty() || method.equals("HEAD")) {
      if (response.has("content") && !method.equals("HEAD")) {
        surprises.add(place + "without a body");
      }
      return surprises;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode content = response.path("content");
    JsonNode media = content.has(type) ? content.get(type) : content.path("*/*");
    if (media.isMissingNode()) {
      surprises.add(place + "with a body of type " + type);
    } else if (type.endsWith("json")) {
      JsonNode body = ApiText.JSON.readTree(answer.body());
      document
          .problems(media.path("schema"), body)
          .forEach(problem -> surprises.add(place + problem + " in " + answer.body()));
    }
    return surprises;
  }

  private static List<String> headerNames(JsonNode response) {
    List<String> names = new ArrayList<>();
    response.path("headers").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
