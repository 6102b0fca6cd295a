package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Weight;
import org.jspecify.annotations.Nullable;

/** Looking into values. */
final class Access {
  private Access() {}

  /** What stands at a key of an object, at an index of an array, or is an element of a set. */
  static @Nullable Object get(Object container, Object key, Evaluation e) {
    charge(key, e);
    if (container instanceof ObjectValue object) {
      return object.get(key);
    }
    if (container instanceof ArrayValue array) {
      return array.get(key);
    }
    return container instanceof SetValue set && set.contains(key) ? key : null;
  }

  /** Finding a key compares it with others. */
  private static void charge(Object key, Evaluation e) {
    if (key instanceof String text) {
      if (text.length() > 64) {
        e.charge(text.length() >> 5);
      }
    } else if (!(key instanceof Long)) {
      e.charge(Weight.of(key) >> 1);
    }
  }

  /** Whether a collection has a value. */
  static boolean has(Object collection, Object value, Evaluation e) {
    if (collection instanceof SetValue set) {
      charge(value, e);
      return set.contains(value);
    }
    if (collection instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        e.charge(1);
        if (Operator.equal(value, array.at(i), e)) {
          return true;
        }
      }
      return false;
    }
    if (collection instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        e.charge(1);
        if (Operator.equal(value, object.valueAt(i), e)) {
          return true;
        }
      }
    }
    return false;
  }

  /** An object of the rules below a place is evaluated as a whole before it can be kept. */
  static @Nullable Object settled(@Nullable Object value) {
    return value instanceof PackageObject lazy ? lazy.whole() : value;
  }
}
