package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Numbers;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Types;
import java.math.BigInteger;

/**
 * The arguments of a call, by their places from 0, checked for their types.
 *
 * @param values never changed
 */
record Arguments(Environment environment, Object[] values) {

  Object get(int i) {
    return values[i];
  }

  void charge(long units) {
    environment.charge(units);
  }

  String string(int i) {
    if (values[i] instanceof String text) {
      // Every use of a string reads it once at least.
      environment.charge(text.length() >> 5);
      return text;
    }
    throw wrong(i, "string");
  }

  /** Charges for finding the one in the other, which can compare every character with every one. */
  void chargeSearch(String text, String needle) {
    environment.charge(((long) text.length() * needle.length()) >> 10);
  }

  Object number(int i) {
    if (Numbers.isNumber(values[i])) {
      return values[i];
    }
    throw wrong(i, "number");
  }

  /** An integer of any size. */
  BigInteger integer(int i) {
    return Numbers.big(integral(i));
  }

  /** An integer in the range of {@code int}; beyond it, the nearest in range. */
  int index(int i) {
    Object value = integral(i);
    return value instanceof Long n
        ? (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, n))
        : ((BigInteger) value).signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
  }

  private Object integral(int i) {
    Object value = number(i);
    if (!Numbers.isInteger(value)) {
      throw Failure.type(
          "operand " + (i + 1) + " must be integer number but got floating-point number");
    }
    return value;
  }

  boolean bool(int i) {
    if (values[i] instanceof Boolean value) {
      return value;
    }
    throw wrong(i, "boolean");
  }

  ArrayValue array(int i) {
    if (values[i] instanceof ArrayValue array) {
      return array;
    }
    throw wrong(i, "array");
  }

  SetValue set(int i) {
    if (values[i] instanceof SetValue set) {
      return set;
    }
    throw wrong(i, "set");
  }

  ObjectValue object(int i) {
    if (values[i] instanceof ObjectValue object) {
      return object;
    }
    throw wrong(i, "object");
  }

  /** The elements of an array or a set, in order. */
  Object[] elements(int i) {
    Object[] elements;
    if (values[i] instanceof ArrayValue array) {
      environment.charge(array.size());
      elements = array.toArray();
    } else if (values[i] instanceof SetValue set) {
      environment.charge(set.size());
      elements = set.toArray();
    } else {
      throw wrong(i, "one of {array, set}");
    }
    return elements;
  }

  /** The elements of an array or a set, all of which must be strings. */
  String[] strings(int i) {
    Object[] elements = elements(i);
    String[] strings = new String[elements.length];
    for (int k = 0; k < elements.length; k++) {
      if (!(elements[k] instanceof String text)) {
        throw Failure.type(
            "operand "
                + (i + 1)
                + " must be array of strings but got array containing "
                + Types.name(elements[k]));
      }
      environment.charge(text.length() >> 5);
      strings[k] = text;
    }
    return strings;
  }

  Failure wrong(int i, String expected) {
    return Failure.type(
        "operand " + (i + 1) + " must be " + expected + " but got " + Types.name(values[i]));
  }
}
