package dev.keybay.core.leak;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a thread holds a class loader by what Java itself keeps for it: the tasks of a pool or a
 * timer that wait, the rights that it has from whoever made it. It goes from object to object
 * through Java's own classes, where {@code bin/keybay} has opened them, and through no others:
 * those of the host lead everywhere.
 */
final class Reach {
  /** Objects that are looked at. */
  private static final int MOST = 5_000;

  private final ClassLoader loader;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Step> next = new ArrayDeque<>();

  /**
   * An object on the way.
   *
   * @param path the fields that lead to it
   */
  private record Step(Object object, String path) {}

  private Reach(ClassLoader loader) {
    this.loader = loader;
  }

  /** The fields that lead from a thread to an object or class of the loader, if there are such. */
  static Optional<String> path(Thread thread, ClassLoader loader) {
    return new Reach(loader).from(thread);
  }

  private Optional<String> from(Thread thread) {
    next.add(new Step(thread, ""));
    while (!next.isEmpty() && seen.size() < MOST) {
      Step step = next.remove();
      if (isOfLoader(step.object())) {
        return Optional.of(step.path());
      }
      if (step.object() instanceof Object[] array) {
        for (Object each : array) {
          go(each, step.path());
        }
      } else if (step.object() == thread || leadsOn(step.object())) {
        fields(step);
      }
    }
    return Optional.empty();
  }

  private boolean isOfLoader(Object object) {
    return object == loader
        || object.getClass().getClassLoader() == loader
        || (object instanceof Class<?> type && type.getClassLoader() == loader);
  }

  /** What is held weakly is not held; other threads are looked at by themselves. */
  private static boolean leadsOn(Object object) {
    return object.getClass().getClassLoader() == null
        && !(object instanceof Class<?>)
        && !(object instanceof ClassLoader)
        && !(object instanceof Reference<?>)
        && !(object instanceof Thread)
        && !(object instanceof ThreadGroup);
  }

  private void fields(Step step) {
    for (Class<?> type = step.object().getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean leads =
            !Modifier.isStatic(field.getModifiers())
                && !field.getType().isPrimitive()
                && !field.getName().endsWith("hreadLocals"); // which are looked at by themselves
        if (leads) {
          String path =
              step.path().isEmpty() ? field.getName() : step.path() + "." + field.getName();
          go(value(field, step.object()), path);
        }
      }
    }
  }

  private void go(@Nullable Object object, String path) {
    if (object != null && seen.add(object)) {
      next.add(new Step(object, path));
    }
  }

  private static @Nullable Object value(Field field, Object from) {
    try {
      field.setAccessible(true);
      return field.get(from);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }
}
