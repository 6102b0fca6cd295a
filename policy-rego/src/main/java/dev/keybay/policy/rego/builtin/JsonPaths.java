package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.SortedObject;
import dev.keybay.policy.rego.value.Types;
import dev.keybay.policy.rego.value.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Selecting and removing parts of an object by paths like {@code "a/b/0"}. */
final class JsonPaths {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("json.filter", 2, JsonPaths::filter),
          Builtin.of("json.remove", 2, JsonPaths::remove));

  private static final int MAX_PATH = 200;

  /** Paths by their first segments; a path ends where {@link #ends} is set. */
  private static final class Tree {
    private final TreeMap<Object, Tree> children =
        new TreeMap<>(dev.keybay.policy.rego.value.Order.NATURAL);
    private boolean ends;
  }

  private JsonPaths() {}

  private static Object filter(Arguments a) {
    ObjectValue object = a.object(0);
    a.charge(Weight.of(object) / 2);
    Object kept = keep(object, paths(a));
    return kept == null ? SortedObject.EMPTY : kept;
  }

  private static Object remove(Arguments a) {
    ObjectValue object = a.object(0);
    a.charge(Weight.of(object) / 2);
    return drop(object, paths(a));
  }

  private static Tree paths(Arguments a) {
    if (!(a.get(1) instanceof ArrayValue) && !(a.get(1) instanceof SetValue)) {
      throw a.wrong(1, "one of {set, array}");
    }
    Tree root = new Tree();
    for (Object path : a.elements(1)) {
      Tree tree = root;
      for (Object segment : segments(path)) {
        a.charge(1);
        tree = tree.children.computeIfAbsent(segment, s -> new Tree());
      }
      tree.ends = true;
    }
    return root;
  }

  private static List<Object> segments(Object path) {
    List<Object> segments = new ArrayList<>();
    if (path instanceof ArrayValue array) {
      for (Object segment : array.toArray()) {
        segments.add(segment instanceof Long n ? n.toString() : segment);
      }
    } else if (path instanceof String text) {
      String relative = text.startsWith("/") ? text.substring(1) : text;
      for (String segment : relative.split("/", -1)) {
        segments.add(segment.replace("~1", "/").replace("~0", "~"));
      }
    } else {
      throw Failure.type(
          "operand 2 must be one of {set, array} containing string paths or array of path segments"
              + " but got "
              + Types.name(path));
    }
    if (segments.size() > MAX_PATH) {
      throw Failure.builtin("path of more than " + MAX_PATH + " segments");
    }
    return segments;
  }

  private static @Nullable Object keep(Object value, Tree tree) {
    if (tree.ends) {
      return value;
    }
    if (value instanceof ObjectValue object) {
      SortedMap<Object, Object> kept = SortedObject.entries();
      tree.children.forEach(
          (key, below) -> {
            Object child = object.get(key);
            Object part = child == null ? null : keep(child, below);
            if (part != null) {
              kept.put(key, part);
            }
          });
      return SortedObject.of(kept);
    }
    if (value instanceof ArrayValue array) {
      List<Object> kept = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        Tree below = tree.children.get(Integer.toString(i));
        Object part = below == null ? null : keep(array.at(i), below);
        if (part != null) {
          kept.add(part);
        }
      }
      return ListArray.of(kept);
    }
    return null;
  }

  private static Object drop(Object value, Tree tree) {
    if (value instanceof ObjectValue object) {
      SortedMap<Object, Object> rest = SortedObject.entries(object);
      tree.children.forEach(
          (key, below) ->
              rest.computeIfPresent(key, (k, child) -> below.ends ? null : drop(child, below)));
      return SortedObject.of(rest);
    }
    if (value instanceof ArrayValue array) {
      List<Object> rest = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        Tree below = tree.children.get(Integer.toString(i));
        if (below == null) {
          rest.add(array.at(i));
        } else if (!below.ends) {
          rest.add(drop(array.at(i), below));
        }
      }
      return ListArray.of(rest);
    }
    return value;
  }
}
