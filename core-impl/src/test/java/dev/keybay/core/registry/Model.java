package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules in the plainest way: mutable, by strings, each operation true if it is allowed. */
final class Model {
  private static final class Line {
    final Map<Integer, Integer> bytesByPatch = new TreeMap<>();
    Integer active;
    Integer previous;
    boolean on;
  }

  private final Map<String, Line> lines = new TreeMap<>();
  private final Map<String, Integer> promoted = new TreeMap<>();

  boolean install(String name, int minor, int patch, int bytes) {
    Line line = lines.get(key(name, minor));
    if (line != null && clashes(line, patch, bytes)) {
      return false;
    }
    if (line != null && line.active != null && patch < line.active) {
      return false;
    }
    know(name, minor, patch, bytes);
    serve(name, minor, patch);
    return true;
  }

  boolean update(String name, int minor, int patch, int bytes) {
    return replace(name, minor, patch, bytes, 1);
  }

  boolean downgrade(String name, int minor, int patch, int bytes) {
    return replace(name, minor, patch, bytes, -1);
  }

  private boolean replace(String name, int minor, int patch, int bytes, int direction) {
    Line line = lines.get(key(name, minor));
    if (line == null
        || line.active == null
        || Integer.compare(patch, line.active) != direction
        || clashes(line, patch, bytes)) {
      return false;
    }
    know(name, minor, patch, bytes);
    choose(name, minor, patch);
    return true;
  }

  boolean rollback(String name, int minor) {
    Line line = lines.get(key(name, minor));
    if (line == null || line.previous == null) {
      return false;
    }
    choose(name, minor, line.previous);
    return true;
  }

  boolean enable(String name, int minor) {
    Line line = lines.get(key(name, minor));
    if (line == null) {
      return false;
    }
    int highest = line.bytesByPatch.keySet().stream().max(Integer::compare).orElseThrow();
    serve(name, minor, line.active != null ? line.active : highest);
    return true;
  }

  boolean disable(String name, int minor) {
    Line line = lines.get(key(name, minor));
    if (line == null) {
      return false;
    }
    line.on = false;
    return true;
  }

  boolean register(String name, int minor, int patch, int bytes) {
    Line line = lines.get(key(name, minor));
    if (line != null && clashes(line, patch, bytes)) {
      return false;
    }
    know(name, minor, patch, bytes);
    return true;
  }

  boolean unregister(String name, int minor, int patch) {
    Line line = lines.get(key(name, minor));
    if (line == null
        || !line.bytesByPatch.containsKey(patch)
        || (line.on && line.active == patch)) {
      return false;
    }
    line.bytesByPatch.remove(patch);
    if (line.active != null && line.active == patch) {
      line.active = null;
    }
    if (line.previous != null && line.previous == patch) {
      line.previous = null;
    }
    if (line.bytesByPatch.isEmpty()) {
      lines.remove(key(name, minor));
      if (promoted.containsKey(name) && promoted.get(name) == minor) {
        promoted.remove(name);
        Line other = lines.get(key(name, 1 - minor));
        if (other != null && other.on) {
          promoted.put(name, 1 - minor);
        }
      }
    }
    return true;
  }

  boolean promote(String name, int minor) {
    Line line = lines.get(key(name, minor));
    if (line == null || !line.on) {
      return false;
    }
    promoted.put(name, minor);
    return true;
  }

  Set<PluginVersion> serving() {
    Set<PluginVersion> serving = new HashSet<>();
    lines.forEach(
        (key, line) -> {
          if (line.on) {
            serving.add(
                new PluginVersion(key.substring(0, 1), key.substring(2) + "." + line.active));
          }
        });
    return serving;
  }

  Map<String, String> promoted() {
    Map<String, String> texts = new TreeMap<>();
    promoted.forEach((name, minor) -> texts.put(name, "1." + minor));
    return texts;
  }

  Model copy() {
    Model copy = new Model();
    copy.become(this);
    return copy;
  }

  void become(Model other) {
    lines.clear();
    other.lines.forEach(
        (key, line) -> {
          Line copy = new Line();
          copy.bytesByPatch.putAll(line.bytesByPatch);
          copy.active = line.active;
          copy.previous = line.previous;
          copy.on = line.on;
          lines.put(key, copy);
        });
    promoted.clear();
    promoted.putAll(other.promoted);
  }

  /** Whether nothing begins that may not, and nothing loses what it needs unless that is forced. */
  boolean mayFollow(Model before, boolean forced) {
    for (String name : List.of("a", "b")) {
      for (int minor = 0; minor < 2; minor++) {
        Integer now = on(name, minor);
        Integer then = before.on(name, minor);
        boolean promotedNow = promoted.getOrDefault(name, -1) == minor;
        boolean promotedThen = before.promoted.getOrDefault(name, -1) == minor;
        boolean begins = now != null && (!now.equals(then) || (promotedNow && !promotedThen));
        boolean loses = now != null && then != null && before.isFine(name, minor);
        if (!isFine(name, minor) && (begins || (loses && !forced))) {
          return false;
        }
      }
    }
    boolean waiting = on("b", 1) != null;
    return !waiting || !before.lines.containsKey("a-1.0") || lines.containsKey("a-1.0");
  }

  private boolean isFine(String name, int minor) {
    if (name.equals("b") && minor == 1) {
      return on("a", 0) != null;
    }
    if (name.equals("b") && on(name, minor) != null && on(name, minor) == 3) {
      return on("a", 1) == null;
    }
    return true;
  }

  /** The patch that serves, if one does. */
  private Integer on(String name, int minor) {
    Line line = lines.get(key(name, minor));
    return line == null || !line.on ? null : line.active;
  }

  private boolean clashes(Line line, int patch, int bytes) {
    return line.bytesByPatch.containsKey(patch) && line.bytesByPatch.get(patch) != bytes;
  }

  private void know(String name, int minor, int patch, int bytes) {
    lines.computeIfAbsent(key(name, minor), key -> new Line()).bytesByPatch.put(patch, bytes);
  }

  /** As the operator has switched the stream on or off. */
  private void choose(String name, int minor, int patch) {
    Line line = lines.get(key(name, minor));
    if (line.on || line.active == null) {
      serve(name, minor, patch);
    } else {
      remember(line, patch);
    }
  }

  private void serve(String name, int minor, int patch) {
    Line line = lines.get(key(name, minor));
    remember(line, patch);
    line.on = true;
    promoted.putIfAbsent(name, minor);
  }

  private static void remember(Line line, int patch) {
    if (line.active == null || line.active != patch) {
      line.previous = line.active;
    }
    line.active = patch;
  }

  private static String key(String name, int minor) {
    return name + "-1." + minor;
  }
}
