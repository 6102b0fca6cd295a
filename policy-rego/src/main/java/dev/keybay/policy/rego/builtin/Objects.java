package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.SortedObject;
import dev.keybay.policy.rego.value.Types;
import dev.keybay.policy.rego.value.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Objects. */
final class Objects {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("object.get", 3, Objects::get),
          Builtin.of("object.keys", 1, a -> SetValue.of(keys(a, 0))),
          Builtin.of("object.filter", 2, a -> select(a, true)),
          Builtin.of("object.remove", 2, a -> select(a, false)),
          Builtin.of("object.subset", 2, Subsets::subset),
          Builtin.of("object.union", 2, a -> union(a, a.object(0), a.object(1))),
          Builtin.of("object.union_n", 1, Objects::unionAll));

  private Objects() {}

  /** The value at a key, or at the path that an array is, or the default. */
  private static Object get(Arguments a) {
    ObjectValue object = a.object(0);
    if (!(a.get(1) instanceof ArrayValue path)) {
      Object value = object.get(a.get(1));
      return value == null ? a.get(2) : value;
    }
    Object value = object;
    for (int i = 0; i < path.size(); i++) {
      a.charge(1);
      value = step(value, path.at(i));
      if (value == null) {
        return a.get(2);
      }
    }
    return value;
  }

  private static @Nullable Object step(Object value, Object key) {
    if (value instanceof ObjectValue object) {
      return object.get(key);
    }
    if (value instanceof ArrayValue array) {
      return array.get(key);
    }
    return value instanceof SetValue set && set.contains(key) ? key : null;
  }

  private static Object[] keys(Arguments a, int i) {
    ObjectValue object = a.object(i);
    a.charge(object.size());
    Object[] keys = new Object[object.size()];
    Arrays.setAll(keys, object::keyAt);
    return keys;
  }

  private static Object select(Arguments a, boolean listed) {
    ObjectValue object = a.object(0);
    a.charge(((long) Weight.of(object) + Weight.of(a.get(1))) / 4);
    SetValue keys;
    if (a.get(1) instanceof ObjectValue) {
      keys = SetValue.of(keys(a, 1));
    } else if (a.get(1) instanceof SetValue || a.get(1) instanceof ArrayValue) {
      keys = SetValue.of(a.elements(1));
    } else {
      throw a.wrong(1, "one of {object, set, array}");
    }
    SortedMap<Object, Object> selected = SortedObject.entries();
    for (int i = 0; i < object.size(); i++) {
      if (keys.contains(object.keyAt(i)) == listed) {
        selected.put(object.keyAt(i), object.valueAt(i));
      }
    }
    return SortedObject.of(selected);
  }

  /** All entries of both; where both have a key, objects are united and else the second one's. */
  private static ObjectValue union(Arguments a, ObjectValue left, ObjectValue right) {
    a.charge((long) left.size() + right.size());
    SortedMap<Object, Object> all = SortedObject.entries(left);
    for (int i = 0; i < right.size(); i++) {
      Object key = right.keyAt(i);
      Object value = right.valueAt(i);
      all.put(
          key,
          value instanceof ObjectValue newer && all.get(key) instanceof ObjectValue older
              ? union(a, older, newer)
              : value);
    }
    return SortedObject.of(all);
  }

  private static Object unionAll(Arguments a) {
    ArrayValue array = a.array(0);
    ObjectValue result = SortedObject.EMPTY;
    for (int i = 0; i < array.size(); i++) {
      if (!(array.at(i) instanceof ObjectValue object)) {
        throw Failure.type(
            "operand 1 must be array of objects but got array containing "
                + Types.name(array.at(i)));
      }
      result = union(a, result, object);
    }
    return result;
  }
}
