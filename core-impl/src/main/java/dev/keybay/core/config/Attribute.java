package dev.keybay.core.config;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** One setting of a component, by its Metatype definition. */
record Attribute(AttributeDefinition definition, boolean required) {

  /** A value that the setting does not take; the message says what was expected and what came. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  String name() {
    return definition.getID();
  }

  /** True if the component cannot do without: it has no default. */
  boolean mustBeGiven() {
    String[] defaults = definition.getDefaultValue();
    return required && (defaults == null || defaults.length == 0);
  }

  /** The value for Configuration Admin: a boxed scalar, or an array of them. */
  Object fromJson(@Nullable Object value) throws Refused {
    if (definition.getCardinality() == 0) {
      return scalar(value);
    }
    if (!(value instanceof List<?> list)) {
      throw new Refused(
          "expected a list of " + scalarType().plural() + ", got " + JsonValue.kind(value));
    }
    int most = Math.abs(Math.max(definition.getCardinality(), -Integer.MAX_VALUE));
    if (list.size() > most) {
      throw new Refused("expected at most " + most + " values, got " + list.size());
    }
    Object array = Array.newInstance(scalarType().javaType(), list.size());
    for (int i = 0; i < list.size(); i++) {
      Array.set(array, i, scalar(list.get(i)));
    }
    return array;
  }

  /** The same from text, as it comes from the command line; a list has commas, or is JSON. */
  Object fromText(String text) throws Refused {
    if (definition.getCardinality() == 0) {
      return fromJson(scalarType().parse(text));
    }
    List<Object> values = new ArrayList<>();
    if (text.strip().startsWith("[")) {
      try {
        return fromJson(StrictJson.value(name(), text));
      } catch (BrokenConfigurationException e) {
        throw new Refused("expected a JSON list, or values with commas between");
      }
    }
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      values.add(scalarType().parse(part.strip()));
    }
    return fromJson(values);
  }

  private Object scalar(@Nullable Object value) throws Refused {
    Object converted = scalarType().convert(value);
    if (converted == null) {
      throw new Refused(
          "expected " + scalarType().singular() + range(value) + ", got " + JsonValue.kind(value));
    }
    checkAllowed(converted.toString());
    return converted;
  }

  private String range(@Nullable Object value) {
    boolean tooLarge = value instanceof Long || value instanceof BigInteger;
    return tooLarge && scalarType().integral() ? " of " + scalarType().bits() + " bits" : "";
  }

  private void checkAllowed(String text) throws Refused {
    String[] options = definition.getOptionValues();
    if (options != null && options.length > 0) {
      if (!Arrays.asList(options).contains(text)) {
        throw new Refused("expected one of " + String.join(", ", options) + got(text));
      }
      return;
    }
    // For lists the definition splits at commas and takes a backslash for an escape.
    String raw =
        definition.getCardinality() == 0 ? text : text.replace("\\", "\\\\").replace(",", "\\,");
    String complaint = text.isEmpty() ? null : definition.validate(raw);
    if (complaint != null && !complaint.isEmpty()) {
      throw new Refused(limit(complaint) + got(text) + description());
    }
  }

  private String limit(String complaint) {
    boolean length = scalarType().isText();
    if (complaint.contains("greater")) {
      return length ? "the text is too long" : "the value is above the maximum";
    }
    if (complaint.contains("less")) {
      return length ? "the text is too short" : "the value is below the minimum";
    }
    return "the value is not allowed";
  }

  /** What came, unless it could be a secret. */
  private String got(String text) {
    return scalarType() == ScalarType.PASSWORD || text.length() > 64 ? "" : ": " + text;
  }

  private String description() {
    String description = definition.getDescription();
    return description == null || description.isBlank() ? "" : " (" + description.strip() + ")";
  }

  private ScalarType scalarType() {
    return ScalarType.of(definition.getType());
  }
}
