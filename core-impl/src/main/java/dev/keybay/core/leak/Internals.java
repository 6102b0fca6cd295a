package dev.keybay.core.leak;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks where Java lets nobody look unless {@code bin/keybay} has opened it: thread locals,
 * shutdown hooks, JDBC drivers. Where it is not open, or another Java has it otherwise, nothing is
 * found. It reads while others write, which at worst misses something.
 */
final class Internals {
  private Internals() {}

  /** Values of a thread's locals, and what is directly in those that are collections. */
  static List<Object> threadLocals(Thread thread) {
    List<Object> values = new ArrayList<>();
    for (String field : new String[] {"threadLocals", "inheritableThreadLocals"}) {
      Object map = get(Thread.class, field, thread);
      Object table = map == null ? null : get(map.getClass(), "table", map);
      if (table instanceof Object[] entries) {
        for (Object entry : entries) {
          if (entry != null) {
            add(values, ((Reference<?>) entry).get());
            add(values, get(entry.getClass(), "value", entry));
          }
        }
      }
    }
    return values;
  }

  /** What a thread was made to run. */
  static Optional<Object> task(Thread thread) {
    Object holder = get(Thread.class, "holder", thread); // from Java 19 on
    return Optional.ofNullable(
        holder == null
            ? get(Thread.class, "target", thread)
            : get(holder.getClass(), "task", holder));
  }

  static List<Thread> shutdownHooks() {
    List<Thread> hooks = new ArrayList<>();
    Object map = get("java.lang.ApplicationShutdownHooks", "hooks");
    if (map instanceof Map<?, ?> threads) {
      for (Object hook : copy(threads.keySet())) {
        hooks.add((Thread) hook);
      }
    }
    return hooks;
  }

  static List<Object> drivers() {
    List<Object> drivers = new ArrayList<>();
    if (get("java.sql.DriverManager", "registeredDrivers") instanceof Collection<?> registered) {
      for (Object each : copy(registered)) {
        add(drivers, get(each.getClass(), "driver", each));
      }
    }
    return drivers;
  }

  private static void add(List<Object> values, @Nullable Object value) {
    if (value != null) {
      values.add(value);
    }
    if (value instanceof Collection<?> several) {
      values.addAll(copy(several));
    } else if (value instanceof Map<?, ?> map) {
      values.addAll(copy(map.keySet()));
      values.addAll(copy(map.values()));
    } else if (value instanceof Reference<?> reference && reference.get() != null) {
      values.add(reference.get());
    }
  }

  private static List<Object> copy(Collection<?> several) {
    List<Object> copy = new ArrayList<>();
    try {
      for (Object each : several) {
        if (each != null && copy.size() < 1000) {
          copy.add(each);
        }
      }
    } catch (RuntimeException e) {
      return copy; // its owner changes it now
    }
    return copy;
  }

  private static @Nullable Object get(String type, String field) {
    try {
      return get(Class.forName(type), field, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static @Nullable Object get(Class<?> type, String name, @Nullable Object from) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(from);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }
}
