package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.Order;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Weight;

/** Whether one collection is within another, objects also within their values. */
final class Subsets {
  private Subsets() {}

  static Object subset(Arguments a) {
    Object whole = a.get(0);
    Object part = a.get(1);
    a.charge(((long) Weight.of(whole) + Weight.of(part)) / 4);
    if (whole instanceof ObjectValue x && part instanceof ObjectValue y) {
      return within(x, y, a);
    }
    if (whole instanceof SetValue x && part instanceof SetValue y) {
      return within(x, y);
    }
    if (whole instanceof ArrayValue x && part instanceof ArrayValue y) {
      return within(x, y, a);
    }
    if (whole instanceof ArrayValue x && part instanceof SetValue y) {
      return within(SetValue.of(x.toArray()), y);
    }
    throw Failure.type("both arguments object.subset must be of the same type or array and set");
  }

  private static boolean within(ObjectValue whole, ObjectValue part, Arguments a) {
    for (int i = 0; i < part.size(); i++) {
      Object value = whole.get(part.keyAt(i));
      if (value == null || !within(value, part.valueAt(i), a)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(Object whole, Object part, Arguments a) {
    if (whole instanceof ObjectValue x && part instanceof ObjectValue y) {
      return within(x, y, a);
    }
    if (whole instanceof SetValue x && part instanceof SetValue y) {
      return within(x, y);
    }
    if (whole instanceof ArrayValue x && part instanceof ArrayValue y) {
      return within(x, y, a);
    }
    return Order.equal(whole, part);
  }

  private static boolean within(SetValue whole, SetValue part) {
    for (int i = 0; i < part.size(); i++) {
      if (!whole.contains(part.at(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the part stands in the whole, element after element. */
  private static boolean within(ArrayValue whole, ArrayValue part, Arguments a) {
    for (int start = 0; start + part.size() <= whole.size(); start++) {
      int i = 0;
      while (i < part.size() && Order.equal(whole.at(start + i), part.at(i))) {
        i++;
      }
      if (i == part.size()) {
        return true;
      }
      a.charge(1 + i);
    }
    return false;
  }
}
