package dev.keybay.policy.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host's JSON values seen as Rego values, without copying them: a map or list is looked into
 * only where the policy does. Every level below the root is counted, so that no document, however
 * deep or even cyclic, can exhaust the stack.
 */
public final class Document {
  private Document() {}

  /** The value of a host's JSON value. */
  public static Object of(@Nullable Object json) {
    return of(json, 0);
  }

  static Object of(@Nullable Object json, int level) {
    if (json instanceof String || json instanceof Boolean || json instanceof Long) {
      return json;
    }
    if (json == null) {
      return NullValue.NULL;
    }
    if (json instanceof Map<?, ?> map) {
      return new DocumentObject(map, below(level));
    }
    if (json instanceof List<?> list) {
      return new DocumentArray(list, below(level));
    }
    if (json instanceof Integer || json instanceof Short || json instanceof Byte) {
      return ((Number) json).longValue();
    }
    if (json instanceof Double || json instanceof Float) {
      return Numbers.of(((Number) json).doubleValue());
    }
    if (json instanceof BigInteger big) {
      return Numbers.of(big);
    }
    if (json instanceof BigDecimal decimal) {
      return Numbers.of(decimal);
    }
    throw Failure.type("expected a JSON value but got a " + json.getClass().getName());
  }

  private static int below(int level) {
    if (level >= Limits.DOCUMENT_DEPTH) {
      throw Limits.exceeded("document nests deeper than " + Limits.DOCUMENT_DEPTH);
    }
    return level + 1;
  }

  /** The weight of a JSON value, read no further than {@link Weight#MAX}. */
  static int weight(@Nullable Object json, int level) {
    if (json instanceof Map<?, ?> map) {
      int sum = 1;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        sum = Math.min(Weight.MAX, sum + 1 + weight(entry.getValue(), below(level)));
      }
      return sum;
    }
    if (json instanceof List<?> list) {
      int sum = 1;
      for (Object element : list) {
        sum = Math.min(Weight.MAX, sum + weight(element, below(level)));
      }
      return sum;
    }
    return json instanceof String text ? Weight.of(text) : 1;
  }
}
