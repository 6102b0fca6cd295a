package dev.keybay.policy.rego.value;

import org.jspecify.annotations.Nullable;

/** An array. */
public abstract sealed class ArrayValue permits ListArray, DocumentArray {
  ArrayValue() {}

  public abstract int size();

  /** The element at an index from 0 to {@code size() - 1}. */
  public abstract Object at(int index);

  abstract int weight();

  /** The element at an index that may be anything; undefined if there is none. */
  public final @Nullable Object get(Object index) {
    return index instanceof Long i && i >= 0 && i < size() ? at(i.intValue()) : null;
  }

  /** All elements, in a new Java array. */
  public final Object[] toArray() {
    Object[] elements = new Object[size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = at(i);
    }
    return elements;
  }
}
