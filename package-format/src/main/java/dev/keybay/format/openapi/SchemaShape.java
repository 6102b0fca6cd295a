package dev.keybay.format.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema of a part (draft 2020-12): the keywords that say what a value is. Those that name
 * or fetch other documents are left out.
 */
final class SchemaShape {
  private static final String TYPE = "string|number|integer|boolean|object|array|null";

  private static final Shape ANYTHING = (value, at) -> {};
  private static final Shape TEXT = Shape.text(".*");
  private static final Shape OBJECT = Shape.object(keywords(), Set.of());

  private SchemaShape() {}

  static void check(@Nullable Object value, String at) throws ApiPartException {
    if (!(value instanceof Boolean)) {
      OBJECT.check(value, at);
    }
  }

  static void flag(@Nullable Object value, String at) throws ApiPartException {
    if (!(value instanceof Boolean)) {
      throw new ApiPartException(at, "expected true or false");
    }
  }

  private static Map<String, Shape> keywords() {
    Map<String, Shape> all = new HashMap<>();
    put(all, ANYTHING, "const", "default", "example");
    put(all, Shape.listOf(ANYTHING, 0), "enum", "examples");
    put(all, TEXT, "title", "description", "format", "pattern", "$comment");
    put(all, TEXT, "contentEncoding", "contentMediaType");
    put(all, SchemaShape::flag, "deprecated", "readOnly", "writeOnly", "uniqueItems");
    put(all, SchemaShape::number, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    put(all, SchemaShape::count, "minLength", "maxLength", "minItems", "maxItems");
    put(all, SchemaShape::count, "minProperties", "maxProperties");
    put(all, SchemaShape::check, "items", "contains", "additionalProperties", "propertyNames");
    put(all, SchemaShape::check, "not", "if", "then", "else", "unevaluatedProperties");
    put(all, Shape.listOf(SchemaShape::check, 1), "allOf", "anyOf", "oneOf", "prefixItems");
    put(all, Shape.mapOf(".+", SchemaShape::check), "properties", "patternProperties");
    put(all, Shape.listOf(TEXT, 0), "required");
    put(all, SchemaShape::type, "type");
    put(all, Shape.text("#/components/schemas/[A-Za-z0-9._-]+"), "$ref");
    return Map.copyOf(all);
  }

  private static void put(Map<String, Shape> all, Shape shape, String... names) {
    for (String name : names) {
      all.put(name, shape);
    }
  }

  private static void number(@Nullable Object value, String at) throws ApiPartException {
    if (!(value instanceof Number)) {
      throw new ApiPartException(at, "expected a number");
    }
  }

  private static void count(@Nullable Object value, String at) throws ApiPartException {
    if (!(value instanceof Long count) || count < 0) {
      throw new ApiPartException(at, "expected a whole number, 0 or more");
    }
  }

  private static void type(@Nullable Object value, String at) throws ApiPartException {
    Shape one = Shape.text(TYPE);
    (value instanceof List<?> ? Shape.listOf(one, 1) : one).check(value, at);
  }
}
