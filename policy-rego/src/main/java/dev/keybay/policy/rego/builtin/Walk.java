package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;
import java.util.ArrayList;
import java.util.List;

/** Every value within a value, with its path. */
final class Walk {
  static final List<Builtin> ALL = List.of(Builtin.relation("walk", 1, Walk::walk));

  private Walk() {}

  private static Object walk(Arguments a) {
    List<Object> pairs = new ArrayList<>();
    walk(a.get(0), new ArrayList<>(), pairs, a);
    return ListArray.of(pairs);
  }

  private static void walk(Object value, List<Object> path, List<Object> pairs, Arguments a) {
    a.charge(2 + path.size());
    pairs.add(ListArray.of(ListArray.of(path), value));
    if (value instanceof ArrayValue array) {
      for (int i = 0; i < array.size(); i++) {
        walk((long) i, array.at(i), path, pairs, a);
      }
    } else if (value instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        walk(object.keyAt(i), object.valueAt(i), path, pairs, a);
      }
    } else if (value instanceof SetValue set) {
      for (int i = 0; i < set.size(); i++) {
        walk(set.at(i), set.at(i), path, pairs, a);
      }
    }
  }

  private static void walk(
      Object key, Object value, List<Object> path, List<Object> pairs, Arguments a) {
    path.add(key);
    walk(value, path, pairs, a);
    path.remove(path.size() - 1);
  }
}
