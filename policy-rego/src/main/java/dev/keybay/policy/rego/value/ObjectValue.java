package dev.keybay.policy.rego.value;

import org.jspecify.annotations.Nullable;

/** An object. Entries have places in the order of their keys. */
public abstract class ObjectValue {
  /** The number of entries. */
  public abstract int size();

  /** The key at a place from 0 to {@code size() - 1}. */
  public abstract Object keyAt(int place);

  /** The value at a place from 0 to {@code size() - 1}. */
  public abstract Object valueAt(int place);

  /** The value of a key; undefined if there is none. */
  public abstract @Nullable Object get(Object key);

  /** The weight of the whole object, see {@link Weight}. */
  public abstract int weight();
}
