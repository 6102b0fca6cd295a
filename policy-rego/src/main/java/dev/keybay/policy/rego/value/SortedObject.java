package dev.keybay.policy.rego.value;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object that a policy made. */
public final class SortedObject extends ObjectValue {
  public static final SortedObject EMPTY = new SortedObject(new Object[0], new Object[0]);

  private final Object[] keys;
  private final Object[] values;
  private final int weight;
  private final int depth;

  private SortedObject(Object[] keys, Object[] values) {
    this.keys = keys;
    this.values = values;
    int sum = 1;
    int deep = 1;
    for (int i = 0; i < keys.length; i++) {
      sum = Weight.add(Weight.add(sum, keys[i]), values[i]);
      deep = Weight.deeper(Weight.deeper(deep, keys[i]), values[i]);
    }
    this.weight = sum;
    this.depth = deep;
  }

  /** An object of these entries; the map must be ordered by {@link Order#NATURAL}. */
  public static SortedObject of(SortedMap<Object, Object> entries) {
    return entries.isEmpty()
        ? EMPTY
        : new SortedObject(entries.keySet().toArray(), entries.values().toArray());
  }

  /** An empty map in the order of values, to be filled for {@link #of}. */
  public static SortedMap<Object, Object> entries() {
    return new TreeMap<>(Order.NATURAL);
  }

  /** All entries of an object, in a map to be changed. */
  public static SortedMap<Object, Object> entries(ObjectValue object) {
    SortedMap<Object, Object> entries = entries();
    for (int i = 0; i < object.size(); i++) {
      entries.put(object.keyAt(i), object.valueAt(i));
    }
    return entries;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public Object keyAt(int place) {
    return keys[place];
  }

  @Override
  public Object valueAt(int place) {
    return values[place];
  }

  @Override
  public @Nullable Object get(Object key) {
    int place = Arrays.binarySearch(keys, key, Order.NATURAL);
    return place >= 0 ? values[place] : null;
  }

  @Override
  public int weight() {
    return weight;
  }

  int depth() {
    return depth;
  }
}
