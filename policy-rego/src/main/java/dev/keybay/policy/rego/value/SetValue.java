package dev.keybay.policy.rego.value;

import java.util.Arrays;
import java.util.List;

/** A set: sorted elements without duplicates. */
public final class SetValue {
  public static final SetValue EMPTY = new SetValue(new Object[0]);

  private final Object[] elements;
  private final int weight;
  private final int depth;

  private SetValue(Object[] sorted) {
    this.elements = sorted;
    int sum = 1;
    int deep = 1;
    for (Object element : sorted) {
      sum = Weight.add(sum, element);
      deep = Weight.deeper(deep, element);
    }
    this.weight = sum;
    this.depth = deep;
  }

  /** A set of these elements in any order, with duplicates or without. */
  public static SetValue of(List<?> elements) {
    return of(elements.toArray());
  }

  /** Takes the Java array, which must not be used afterwards. */
  public static SetValue of(Object... elements) {
    if (elements.length == 0) {
      return EMPTY;
    }
    if (elements.length > 1) {
      Arrays.sort(elements, Order.NATURAL);
    }
    int n = 1;
    for (int i = 1; i < elements.length; i++) {
      if (!Order.equal(elements[n - 1], elements[i])) {
        elements[n++] = elements[i];
      }
    }
    return new SetValue(n == elements.length ? elements : Arrays.copyOf(elements, n));
  }

  public int size() {
    return elements.length;
  }

  /** The element at a place in the order of values. */
  public Object at(int index) {
    return elements[index];
  }

  public boolean contains(Object value) {
    return Arrays.binarySearch(elements, value, Order.NATURAL) >= 0;
  }

  int weight() {
    return weight;
  }

  int depth() {
    return depth;
  }

  /** All elements in their order, in a new Java array. */
  public Object[] toArray() {
    return elements.clone();
  }

  public SetValue union(SetValue other) {
    Object[] all = Arrays.copyOf(elements, elements.length + other.elements.length);
    System.arraycopy(other.elements, 0, all, elements.length, other.elements.length);
    return of(all);
  }

  public SetValue intersection(SetValue other) {
    return of(Arrays.stream(elements).filter(other::contains).toArray());
  }

  public SetValue minus(SetValue other) {
    return of(Arrays.stream(elements).filter(e -> !other.contains(e)).toArray());
  }
}
