package dev.keybay.core.config;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** The types of the OSGi Metatype Service (OSGi Compendium 105.9), as far as JSON has them. */
enum ScalarType {
  TEXT(String.class, "text", "text"),
  PASSWORD(String.class, "text", "text"),
  CHARACTER(Character.class, "text of one character", "characters"),
  BOOLEAN(Boolean.class, "true or false", "true or false"),
  BYTE(Byte.class, "a whole number", "whole numbers"),
  SHORT(Short.class, "a whole number", "whole numbers"),
  INTEGER(Integer.class, "a whole number", "whole numbers"),
  LONG(Long.class, "a whole number", "whole numbers"),
  FLOAT(Float.class, "a number", "numbers"),
  DOUBLE(Double.class, "a number", "numbers");

  private final Class<?> javaType;
  private final String singular;
  private final String plural;

  ScalarType(Class<?> javaType, String singular, String plural) {
    this.javaType = javaType;
    this.singular = singular;
    this.plural = plural;
  }

  static ScalarType of(int metatype) {
    return switch (metatype) {
      case AttributeDefinition.PASSWORD -> PASSWORD;
      case AttributeDefinition.CHARACTER -> CHARACTER;
      case AttributeDefinition.BOOLEAN -> BOOLEAN;
      case AttributeDefinition.BYTE -> BYTE;
      case AttributeDefinition.SHORT -> SHORT;
      case AttributeDefinition.INTEGER -> INTEGER;
      case AttributeDefinition.LONG -> LONG;
      case AttributeDefinition.FLOAT -> FLOAT;
      case AttributeDefinition.DOUBLE -> DOUBLE;
      default -> TEXT;
    };
  }

  Class<?> javaType() {
    return javaType;
  }

  String singular() {
    return singular;
  }

  String plural() {
    return plural;
  }

  boolean isText() {
    return javaType == String.class;
  }

  boolean integral() {
    return this == BYTE || this == SHORT || this == INTEGER || this == LONG;
  }

  /** The width of an integral type. */
  int bits() {
    return switch (this) {
      case BYTE -> Byte.SIZE;
      case SHORT -> Short.SIZE;
      case INTEGER -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  /** The JSON value as this type, or null where it is of another: nothing is coerced. */
  @Nullable Object convert(@Nullable Object value) {
    return switch (this) {
      case TEXT, PASSWORD -> value instanceof String ? value : null;
      case CHARACTER -> value instanceof String text && text.length() == 1 ? text.charAt(0) : null;
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case FLOAT -> value instanceof Number number ? (Object) number.floatValue() : null;
      case DOUBLE -> value instanceof Number number ? (Object) number.doubleValue() : null;
      default -> value instanceof Long number ? whole(number) : null;
    };
  }

  private @Nullable Object whole(long value) {
    boolean fits = BigInteger.valueOf(value).bitLength() < bits();
    if (!fits) {
      return null;
    }
    return switch (this) {
      case BYTE -> (Object) (byte) value;
      case SHORT -> (Object) (short) value;
      case INTEGER -> (Object) (int) value;
      default -> (Object) value;
    };
  }

  /** The JSON value that a text from the command line stands for; the text itself if it is none. */
  Object parse(String text) {
    return switch (this) {
      case TEXT, PASSWORD, CHARACTER -> text;
      case BOOLEAN ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> (Object) true;
            case "false" -> (Object) false;
            default -> text;
          };
      default -> number(text.strip());
    };
  }

  private Object number(String text) {
    try {
      return integral() ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
