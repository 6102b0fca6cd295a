package dev.keybay.policy.rego.value;

import java.util.Comparator;

/**
 * The total order of values: by type first (null, boolean, number, string, array, object, set),
 * then by content. Recursion is bounded because the depth of values is (see {@link Limits}).
 */
public final class Order {
  public static final Comparator<Object> NATURAL = Order::compare;

  private Order() {}

  public static int compare(Object a, Object b) {
    if (a == b) {
      return 0;
    }
    if (a instanceof String x && b instanceof String y) {
      return compare(x, y);
    }
    int rank = Types.rank(a);
    int other = Types.rank(b);
    if (rank != other) {
      return Integer.compare(rank, other);
    }
    return switch (rank) {
      case 0 -> 0;
      case 1 -> Boolean.compare((Boolean) a, (Boolean) b);
      case 2 -> Numbers.compare(a, b);
      case 3 -> compare((String) a, (String) b);
      case 4 -> compare((ArrayValue) a, (ArrayValue) b);
      case 5 -> compare((ObjectValue) a, (ObjectValue) b);
      default -> compare((SetValue) a, (SetValue) b);
    };
  }

  public static boolean equal(Object a, Object b) {
    if (a == b) {
      return true;
    }
    if (a instanceof String || a instanceof Number || a instanceof Boolean) {
      return a.equals(b); // Numbers have one form each.
    }
    return Types.rank(a) == Types.rank(b) && compare(a, b) == 0;
  }

  /** By code point, which UTF-16's order is not above the surrogates. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate stands for a code point above every other char.
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int compare(ArrayValue a, ArrayValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int c = compare(a.at(i), b.at(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(ObjectValue a, ObjectValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int c = compare(a.keyAt(i), b.keyAt(i));
      if (c == 0) {
        c = compare(a.valueAt(i), b.valueAt(i));
      }
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(SetValue a, SetValue b) {
    int length = Math.min(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int c = compare(a.at(i), b.at(i));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
