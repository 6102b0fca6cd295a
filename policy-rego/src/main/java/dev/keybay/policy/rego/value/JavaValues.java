package dev.keybay.policy.rego.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives values to the host as plain Java: immutable, sets as sorted lists. */
public final class JavaValues {
  private JavaValues() {}

  public static @Nullable Object of(Object value, Meter meter) {
    meter.charge(1);
    if (value instanceof ArrayValue array) {
      return list(array.toArray(), meter);
    }
    if (value instanceof SetValue set) {
      return list(set.toArray(), meter);
    }
    if (value instanceof ObjectValue object) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < object.size(); i++) {
        Object key = object.keyAt(i);
        map.put(
            key instanceof String name ? name : JsonWriter.json(key, meter),
            of(object.valueAt(i), meter));
      }
      return Collections.unmodifiableMap(map);
    }
    return value == NullValue.NULL ? null : value;
  }

  private static List<@Nullable Object> list(Object[] elements, Meter meter) {
    List<@Nullable Object> list = new ArrayList<>(elements.length);
    for (Object element : elements) {
      list.add(of(element, meter));
    }
    return Collections.unmodifiableList(list);
  }
}
