package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ListArray;
import java.util.Collections;
import java.util.List;

/** Arrays. */
final class Arrays {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("array.concat", 2, Arrays::concat),
          Builtin.of("array.reverse", 1, Arrays::reverse),
          Builtin.of("array.slice", 3, Arrays::slice),
          Builtin.of("array.flatten", 1, Arrays::flatten));

  private Arrays() {}

  private static Object concat(Arguments a) {
    Object[] left = a.array(0).toArray();
    Object[] right = a.array(1).toArray();
    a.charge((long) left.length + right.length);
    Object[] all = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, all, left.length, right.length);
    return ListArray.of(all);
  }

  private static Object reverse(Arguments a) {
    a.charge(a.array(0).size());
    Object[] elements = a.array(0).toArray();
    Collections.reverse(java.util.Arrays.asList(elements));
    return ListArray.of(elements);
  }

  /** From the second to before the third argument, both clamped to the array. */
  private static Object slice(Arguments a) {
    int size = a.array(0).size();
    int start = Math.max(0, Math.min(a.index(1), size));
    int stop = Math.max(0, Math.min(a.index(2), size));
    if (stop <= start) {
      return ListArray.EMPTY;
    }
    a.charge(size);
    return ListArray.of(java.util.Arrays.copyOfRange(a.array(0).toArray(), start, stop));
  }

  /** One level only. */
  private static Object flatten(Arguments a) {
    java.util.ArrayList<Object> flat = new java.util.ArrayList<>();
    for (Object element : a.array(0).toArray()) {
      if (element instanceof dev.keybay.policy.rego.value.ArrayValue inner) {
        a.charge(inner.size());
        Collections.addAll(flat, inner.toArray());
      } else {
        a.charge(1);
        flat.add(element);
      }
    }
    return ListArray.of(flat);
  }
}
