package dev.keybay.policy.rego.eval;

import dev.keybay.api.policy.PolicyEvaluationException;
import dev.keybay.api.policy.PolicyEvaluationException.Kind;
import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.syntax.Term.Shape;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.SortedObject;
import dev.keybay.policy.rego.value.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The code of arrays, sets, objects and comprehensions. */
public final class Collections {
  private Collections() {}

  private static Object @Nullable [] all(Expression[] parts, Evaluation e, Object[] frame) {
    e.charge(parts.length);
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      Object value = parts[i].eval(e, frame);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  public static Expression array(Expression[] elements) {
    return (e, frame) -> {
      Object[] values = all(elements, e, frame);
      return values == null ? null : ListArray.of(values);
    };
  }

  public static Expression set(Expression[] elements) {
    return (e, frame) -> {
      Object[] values = all(elements, e, frame);
      if (values == null) {
        return null;
      }
      for (Object value : values) {
        e.charge(Weight.of(value) >> 3);
      }
      return SetValue.of(values);
    };
  }

  public static Expression object(Expression[] keys, Expression[] values) {
    return (e, frame) -> {
      Object[] k = all(keys, e, frame);
      Object[] v = k == null ? null : all(values, e, frame);
      if (k == null || v == null) {
        return null;
      }
      SortedMap<Object, Object> entries = SortedObject.entries();
      for (int i = 0; i < k.length; i++) {
        e.charge(Weight.of(k[i]) >> 3);
        entries.put(k[i], v[i]);
      }
      return SortedObject.of(entries);
    };
  }

  /** The end of the body of an array or set comprehension, which collects in a slot. */
  public static Continuation collect(int slot, Expression value) {
    return (e, frame) -> {
      Object element = value.eval(e, frame);
      if (element != null) {
        e.charge(1 + (Weight.of(element) >> 3));
        @SuppressWarnings("unchecked") // What comprehension() put there.
        List<Object> elements = (List<Object>) frame[slot];
        elements.add(element);
      }
      return true;
    };
  }

  /** The end of the body of an object comprehension, which collects in a slot. */
  public static Continuation collect(int slot, Expression key, Expression value) {
    return (e, frame) -> {
      Object k = key.eval(e, frame);
      Object v = k == null ? null : value.eval(e, frame);
      if (k == null || v == null) {
        return true;
      }
      e.charge(1 + (Weight.of(k) >> 3));
      @SuppressWarnings("unchecked") // What comprehension() put there.
      SortedMap<Object, Object> entries = (SortedMap<Object, Object>) frame[slot];
      Object known = entries.putIfAbsent(k, v);
      if (known != null && !Operator.equal(known, v, e)) {
        throw new PolicyEvaluationException(Kind.CONFLICT, "object keys must be unique");
      }
      return true;
    };
  }

  /** A comprehension, whose body ends with {@code collect}. */
  public static Expression comprehension(Shape shape, int slot, Continuation body) {
    return (e, frame) -> {
      e.charge(1);
      if (shape == Shape.OBJECT) {
        SortedMap<Object, Object> entries = SortedObject.entries();
        frame[slot] = entries;
        body.run(e, frame);
        return SortedObject.of(entries);
      }
      List<Object> elements = new ArrayList<>();
      frame[slot] = elements;
      body.run(e, frame);
      return shape == Shape.ARRAY ? ListArray.of(elements) : SetValue.of(elements);
    };
  }

  /** Whether a collection has a value, at a key if one is given; false where it is none. */
  public static Expression membership(
      @Nullable Expression key, Expression value, Expression collection) {
    return (e, frame) -> {
      Object element = value.eval(e, frame);
      Object all = element == null ? null : collection.eval(e, frame);
      if (element == null || all == null) {
        return null;
      }
      if (key == null) {
        return Access.has(all, element, e);
      }
      Object place = key.eval(e, frame);
      Object found = place == null ? null : Access.get(all, place, e);
      return place == null ? null : (Object) (found != null && Operator.equal(found, element, e));
    };
  }
}
