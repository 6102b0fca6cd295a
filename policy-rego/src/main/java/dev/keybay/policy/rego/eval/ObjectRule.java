package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.SortedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule that makes a set or an object, piece by piece: at each path of keys a value, or a set of
 * them.
 */
public final class ObjectRule extends RuleCode {

  /** How a definition adds what it gives. */
  public enum Mode {
    /** As an element of a set. */
    ELEMENT,
    /** As the value. */
    VALUE,
    /** As the value where there is none; such definitions come last. */
    DEFAULT
  }

  /** The values that {@code contains} adds at one path. */
  private static final class Elements {
    private final List<Object> list = new ArrayList<>();
  }

  /** What the definitions of one evaluation add to. */
  final class Collector {
    private final Evaluation e;
    private final Elements elements = new Elements();
    private final SortedMap<Object, Object> entries = SortedObject.entries();

    private int additions;

    private Collector(Evaluation e) {
      this.e = e;
    }

    /** How often something was added. */
    int additions() {
      return additions;
    }

    void add(Object[] keys, Object element) {
      additions++;
      e.charge(1 + (long) keys.length);
      if (keys.length == 0) {
        elements.list.add(element);
        return;
      }
      Object known = parent(keys).computeIfAbsent(keys[keys.length - 1], k -> new Elements());
      if (!(known instanceof Elements set)) {
        throw conflict("object keys must be unique");
      }
      set.list.add(element);
    }

    void putDefault(Object[] keys, Object value) {
      parent(keys).putIfAbsent(keys[keys.length - 1], value);
    }

    void put(Object[] keys, Object value) {
      additions++;
      e.charge(1 + (long) keys.length);
      SortedMap<Object, Object> parent = parent(keys);
      Object known = parent.putIfAbsent(keys[keys.length - 1], value);
      if (known != null
          && (known instanceof Elements
              || known instanceof SortedMap
              || !Operator.equal(known, value, e))) {
        throw conflict("object keys must be unique");
      }
    }

    @SuppressWarnings("unchecked") // Every tree map in here is one of these.
    private SortedMap<Object, Object> parent(Object[] keys) {
      SortedMap<Object, Object> parent = entries;
      for (int i = 0; i < keys.length - 1; i++) {
        Object child = parent.computeIfAbsent(keys[i], k -> SortedObject.entries());
        if (!(child instanceof SortedMap)) {
          throw conflict("object keys must be unique");
        }
        parent = (SortedMap<Object, Object>) child;
      }
      return parent;
    }
  }

  private final boolean set;
  private DefinitionCode[] definitions = {};

  public ObjectRule(int index, List<String> path, boolean set) {
    super(index, path);
    this.set = set;
  }

  /** Completes the rule; its definitions may refer to other rules, hence not in the constructor. */
  public void define(DefinitionCode[] all) {
    definitions = all;
  }

  @Override
  @Nullable Object compute(Evaluation e) {
    Collector collector = new Collector(e);
    for (DefinitionCode definition : definitions) {
      definition.collect(e, collector);
    }
    Object value = set ? SetValue.of(collector.elements.list) : object(collector.entries);
    e.traced(this, value, Tracer.NOWHERE, false);
    return value;
  }

  private static Object object(SortedMap<Object, Object> entries) {
    for (Map.Entry<Object, Object> entry : entries.entrySet()) {
      if (entry.getValue() instanceof Elements elements) {
        entry.setValue(SetValue.of(elements.list));
      } else if (entry.getValue() instanceof SortedMap) {
        @SuppressWarnings("unchecked") // Every tree map in here is one of these.
        SortedMap<Object, Object> inner = (SortedMap<Object, Object>) entry.getValue();
        entry.setValue(object(inner));
      }
    }
    return SortedObject.of(entries);
  }

  /** The rest of a body that adds a value for each solution. */
  public static Continuation collect(Expression[] keys, Expression value, Mode mode) {
    return (e, frame) -> {
      Object[] path = new Object[keys.length];
      for (int i = 0; i < keys.length; i++) {
        path[i] = keys[i].eval(e, frame);
        if (path[i] == null) {
          return true;
        }
      }
      Object result = value.eval(e, frame);
      if (result != null) {
        Collector collector = (Collector) frame[0];
        switch (mode) {
          case ELEMENT -> collector.add(path, result);
          case VALUE -> collector.put(path, result);
          case DEFAULT -> collector.putDefault(path, result);
        }
      }
      return true;
    };
  }
}
