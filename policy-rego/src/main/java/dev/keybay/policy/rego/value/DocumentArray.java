package dev.keybay.policy.rego.value;

import java.util.List;

/** A list of the host, seen as an array. */
final class DocumentArray extends ArrayValue {
  private final List<?> list;
  private final int level;
  private int weight;

  DocumentArray(List<?> list, int level) {
    this.list = list;
    this.level = level;
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public Object at(int index) {
    return Document.of(list.get(index), level);
  }

  @Override
  int weight() {
    // A view belongs to one evaluation and so to one thread.
    if (weight == 0) {
      weight = Document.weight(list, level);
    }
    return weight;
  }
}
