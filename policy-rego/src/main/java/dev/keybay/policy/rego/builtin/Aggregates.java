package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Arithmetic;
import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.Numbers;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.Order;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Types;
import dev.keybay.policy.rego.value.Weight;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Aggregates over collections. */
final class Aggregates {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("count", 1, Aggregates::count),
          Builtin.of("sum", 1, a -> fold(a, 0L, Arithmetic::add)),
          Builtin.of("product", 1, a -> fold(a, 1L, Arithmetic::multiply)),
          Builtin.of("max", 1, a -> extreme(a, 1)),
          Builtin.of("min", 1, a -> extreme(a, -1)),
          Builtin.of("sort", 1, Aggregates::sort));

  private Aggregates() {}

  private static Object count(Arguments a) {
    Object value = a.get(0);
    if (value instanceof ArrayValue array) {
      return (long) array.size();
    }
    if (value instanceof ObjectValue object) {
      return (long) object.size();
    }
    if (value instanceof SetValue set) {
      return (long) set.size();
    }
    if (value instanceof String) {
      String text = a.string(0);
      return (long) text.codePointCount(0, text.length());
    }
    throw a.wrong(0, "one of {array, object, set, string}");
  }

  private static Object fold(Arguments a, Object first, BinaryOperator<Object> operator) {
    Object result = first;
    for (Object element : a.elements(0)) {
      a.charge(Weight.of(result));
      result = operator.apply(result, number(element));
    }
    return result;
  }

  private static Object number(Object element) {
    if (Numbers.isNumber(element)) {
      return element;
    }
    throw Failure.type(
        "operand 1 must be array of numbers but got array containing " + Types.name(element));
  }

  private static @Nullable Object extreme(Arguments a, int sign) {
    Object best = null;
    for (Object element : a.elements(0)) {
      a.charge(Weight.of(element) >> 3);
      if (best == null || Order.compare(element, best) * sign > 0) {
        best = element;
      }
    }
    return best;
  }

  private static Object sort(Arguments a) {
    Object[] elements = a.elements(0);
    a.charge(Weight.of(a.get(0)));
    java.util.Arrays.sort(elements, Order.NATURAL);
    return ListArray.of(elements);
  }
}
