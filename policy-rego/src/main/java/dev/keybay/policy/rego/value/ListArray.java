package dev.keybay.policy.rego.value;

import java.util.List;

/** An array that a policy made. */
public final class ListArray extends ArrayValue {
  public static final ListArray EMPTY = new ListArray(new Object[0]);

  private final Object[] elements;
  private final int weight;
  private final int depth;

  private ListArray(Object[] elements) {
    this.elements = elements;
    int sum = 1;
    int deep = 1;
    for (Object element : elements) {
      sum = Weight.add(sum, element);
      deep = Weight.deeper(deep, element);
    }
    this.weight = sum;
    this.depth = deep;
  }

  /** Takes the Java array, which must not be changed afterwards. */
  public static ListArray of(Object... elements) {
    return elements.length == 0 ? EMPTY : new ListArray(elements);
  }

  public static ListArray of(List<?> elements) {
    return of(elements.toArray());
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Object at(int index) {
    return elements[index];
  }

  @Override
  int weight() {
    return weight;
  }

  int depth() {
    return depth;
  }
}
