package dev.keybay.policy.rego.value;

/** The types of values, in the order in which values of different types compare. */
public final class Types {
  private static final String[] NAMES = {
    "null", "boolean", "number", "string", "array", "object", "set"
  };

  private Types() {}

  /** The rank of a value's type: null, boolean, number, string, array, object, set. */
  public static int rank(Object value) {
    if (value instanceof String) {
      return 3;
    }
    if (value instanceof Number) {
      return 2;
    }
    if (value instanceof Boolean) {
      return 1;
    }
    if (value instanceof ArrayValue) {
      return 4;
    }
    if (value instanceof ObjectValue) {
      return 5;
    }
    return value instanceof SetValue ? 6 : 0;
  }

  /** The type as {@code type_name} says it. */
  public static String name(Object value) {
    return NAMES[rank(value)];
  }
}
