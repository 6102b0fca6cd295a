package dev.keybay.itests.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An OpenAPI document: its operations, what its references lead to, values against its schemas. */
public record ApiText(JsonNode root) {
  public static final ObjectMapper JSON = new ObjectMapper();

  /** The one that is checked in. */
  public static final Path FILE = Broker.HOME.resolve("../../../docs/openapi.json").normalize();

  private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  public static ApiText checkedIn() throws IOException {
    return new ApiText(JSON.readTree(FILE.toFile()));
  }

  /** In the order of the document. */
  public List<ApiOperation> operations() {
    List<ApiOperation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          String method = member.getKey().toUpperCase(Locale.ROOT);
          all.add(
              new ApiOperation(this, method, path.getKey(), path.getValue(), member.getValue()));
        }
      }
    }
    return all;
  }

  /** The operation of a method on a path as the document writes it. */
  public ApiOperation operation(String method, String path) {
    return operations().stream()
        .filter(each -> each.method().equals(method) && each.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the document has no " + method + " " + path));
  }

  /** What a reference leads to; anything else is itself. */
  public JsonNode resolve(JsonNode value) {
    JsonNode reference = value.path("$ref");
    if (!reference.isTextual()) {
      return value;
    }
    String text = reference.textValue();
    JsonNode target = root.at(text.substring(1));
    if (!text.startsWith("#/") || target.isMissingNode()) {
      throw new AssertionError("the reference " + text + " leads nowhere");
    }
    return resolve(target);
  }

  /** What is wrong with a value, by a schema of the document. */
  public List<Error> problems(JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", root.path("components"));
    whole.putArray("allOf").add(schema);
    return SCHEMAS.getSchema(whole).validate(value);
  }
}
