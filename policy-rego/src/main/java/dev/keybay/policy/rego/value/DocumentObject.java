package dev.keybay.policy.rego.value;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of the host, seen as an object. It belongs to one evaluation and so to one thread. */
final class DocumentObject extends ObjectValue {
  private final Map<?, ?> map;
  private final int level;
  private int weight;

  /** The keys in order, made when they are first asked for. */
  private Object @Nullable [] keys;

  DocumentObject(Map<?, ?> map, int level) {
    this.map = map;
    this.level = level;
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public Object keyAt(int place) {
    return keys()[place];
  }

  @Override
  public Object valueAt(int place) {
    return Document.of(map.get(keys()[place]), level);
  }

  @Override
  public @Nullable Object get(Object key) {
    if (!(key instanceof String)) {
      return null;
    }
    Object value = map.get(key);
    if (value != null) {
      return Document.of(value, level);
    }
    return map.containsKey(key) ? NullValue.NULL : null;
  }

  private Object[] keys() {
    Object[] sorted = keys;
    if (sorted == null) {
      sorted = map.keySet().toArray();
      for (Object key : sorted) {
        if (!(key instanceof String)) {
          throw Failure.type("expected string keys in a JSON object");
        }
      }
      Arrays.sort(sorted, Order.NATURAL);
      keys = sorted;
    }
    return sorted;
  }

  @Override
  public int weight() {
    if (weight == 0) {
      weight = Document.weight(map, level);
    }
    return weight;
  }
}
