package dev.keybay.format.openapi;

import java.util.Map;
import java.util.Set;

/**
 * What a part is made of: the objects of OpenAPI 3.1.1 (§4.8) without those that would lead a
 * reader elsewhere (servers, callbacks, links, references to other documents) or that are the
 * host's to say (security schemes, tags). So whatever passes here can stand in the document.
 */
final class Shapes {
  private static final String NAME = "[A-Za-z0-9._-]{1,128}";
  private static final Shape TEXT = Shape.text(".*");
  private static final Shape ANYTHING = (value, at) -> {};
  private static final Shape SCHEMA = SchemaShape::check;
  private static final Shape FLAG = SchemaShape::flag;

  private static final Shape EXAMPLE =
      Shape.object(Map.of("summary", TEXT, "description", TEXT, "value", ANYTHING), Set.of("value"))
          .orIn("examples");

  private static final Shape EXAMPLES = Shape.mapOf(NAME, EXAMPLE);

  private static final Shape MEDIA =
      Shape.object(Map.of("schema", SCHEMA, "example", ANYTHING, "examples", EXAMPLES), Set.of());

  private static final Shape CONTENT =
      Shape.mapOf("[A-Za-z0-9.+*-]{1,100}/[A-Za-z0-9.+*-]{1,100}(; ?[ -~]{1,100})?", MEDIA);

  private static final Shape HEADER =
      Shape.object(
              Map.of(
                  "description",
                  TEXT,
                  "required",
                  FLAG,
                  "deprecated",
                  FLAG,
                  "schema",
                  SCHEMA,
                  "example",
                  ANYTHING),
              Set.of("schema"))
          .orIn("headers");

  /** {@code Authorization} and {@code Cookie} are the host's, see the security schemes. */
  private static final Shape PARAMETER =
      Shape.object(
              Map.of(
                  "name", Shape.text("(?i)(?!authorization$|cookie$)[!-~]{1,128}"),
                  "in", Shape.text("path|query|header"),
                  "description", TEXT,
                  "required", FLAG,
                  "deprecated", FLAG,
                  "allowReserved", FLAG,
                  "schema", SCHEMA,
                  "example", ANYTHING,
                  "examples", EXAMPLES),
              Set.of("name", "in", "schema"))
          .orIn("parameters");

  private static final Shape BODY =
      Shape.object(
              Map.of("description", TEXT, "required", FLAG, "content", CONTENT), Set.of("content"))
          .orIn("requestBodies");

  private static final Shape RESPONSE =
      Shape.object(
              Map.of(
                  "description", TEXT,
                  "headers", Shape.mapOf("[A-Za-z0-9-]{1,100}", HEADER),
                  "content", CONTENT),
              Set.of("description"))
          .orIn("responses");

  private static final Shape SECURITY =
      Shape.listOf(
          Shape.mapOf("guestSession|guestToken|adminToken|pluginKey", Shapes::noScopes), 1);

  private static final Shape OPERATION =
      Shape.object(
          Map.of(
              "operationId", Shape.text(NAME),
              "summary", TEXT,
              "description", TEXT,
              "deprecated", FLAG,
              "parameters", Shape.listOf(PARAMETER, 0),
              "requestBody", BODY,
              "responses", Shape.mapOf("[1-5][0-9]{2}", RESPONSE),
              "security", SECURITY),
          Set.of("responses"));

  private static final Shape PATH =
      Shape.object(
          Map.of(
              "summary", TEXT,
              "description", TEXT,
              "parameters", Shape.listOf(PARAMETER, 0),
              "get", OPERATION,
              "post", OPERATION,
              "put", OPERATION,
              "delete", OPERATION),
          Set.of());

  private static final Shape COMPONENTS =
      Shape.object(
          Map.of(
              "schemas", Shape.mapOf(NAME, SCHEMA),
              "responses", Shape.mapOf(NAME, RESPONSE),
              "parameters", Shape.mapOf(NAME, PARAMETER),
              "examples", Shape.mapOf(NAME, EXAMPLE),
              "requestBodies", Shape.mapOf(NAME, BODY),
              "headers", Shape.mapOf(NAME, HEADER)),
          Set.of());

  /** The whole part. */
  static final Shape PART =
      Shape.object(
          Map.of("paths", Shape.mapOf("/.*", PATH), "components", COMPONENTS), Set.of("paths"));

  private Shapes() {}

  private static void noScopes(Object value, String at) throws ApiPartException {
    if (!Tree.elements(value).isEmpty() || !(value instanceof Iterable<?>)) {
      throw new ApiPartException(at, "expected an empty array");
    }
  }
}
