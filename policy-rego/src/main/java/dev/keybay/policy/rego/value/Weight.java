package dev.keybay.policy.rego.value;

import java.math.BigInteger;

/**
 * How much work reading a whole value is, in units of roughly one small value. Evaluation charges
 * by it, so that few steps cannot do much work.
 */
public final class Weight {
  /** No weight is above this; beyond any budget. */
  public static final int MAX = 1 << 28;

  private Weight() {}

  public static int of(Object value) {
    if (value instanceof ArrayValue array) {
      return array.weight();
    }
    if (value instanceof ObjectValue object) {
      return object.weight();
    }
    if (value instanceof SetValue set) {
      return set.weight();
    }
    if (value instanceof String text) {
      return 1 + (text.length() >> 5);
    }
    return value instanceof BigInteger big ? 1 + (big.bitLength() >> 8) : 1;
  }

  /**
   * How deep a value nests; 0 for a scalar and for the host's documents, which bound themselves.
   */
  static int depth(Object value) {
    if (value instanceof ListArray array) {
      return array.depth();
    }
    if (value instanceof SortedObject object) {
      return object.depth();
    }
    return value instanceof SetValue set ? set.depth() : 0;
  }

  static int add(int sum, Object value) {
    return Math.min(MAX, sum + of(value));
  }

  static int deeper(int depth, Object value) {
    int deep = Math.max(depth, depth(value) + 1);
    if (deep > Limits.MADE_DEPTH) {
      throw Limits.exceeded("value nests deeper than " + Limits.MADE_DEPTH);
    }
    return deep;
  }
}
