package dev.keybay.core.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What names lead to, in the plainest way; part of {@link Model}. */
final class ModelNames {
  private final Map<String, Integer> promoted = new TreeMap<>();
  private final Map<String, Integer> shares = new TreeMap<>();
  private final Set<String> exposed = new TreeSet<>();
  private final Map<String, String> aliases = new TreeMap<>();

  Integer promoted(String name) {
    return promoted.get(name);
  }

  Map<String, Integer> promoted() {
    return promoted;
  }

  Map<String, Integer> shares() {
    return shares;
  }

  Set<String> exposed() {
    return exposed;
  }

  Map<String, String> aliases() {
    return aliases;
  }

  /** The share of a version, null for none. */
  Integer share(String version) {
    return shares.get(version);
  }

  Set<String> shared() {
    return shares.keySet();
  }

  Collection<String> targets() {
    return aliases.values();
  }

  /** A stream serves: the first of a name is what the name means. */
  void first(String name, int minor) {
    promoted.putIfAbsent(name, minor);
  }

  /** All of the name leads there. */
  boolean promote(String name, int minor) {
    promoted.put(name, minor);
    return route(name, Map.of());
  }

  boolean route(String name, Map<String, Integer> divided) {
    shares.keySet().removeIf(version -> version.startsWith(name));
    shares.putAll(divided);
    return true;
  }

  /** One version takes the place, and the share, of another. */
  void replaced(String before, String after) {
    Integer share = shares.remove(before);
    if (share != null) {
      shares.merge(after, share, Integer::sum);
    }
  }

  /** Who else of a stream has most of the name, the highest of several; null for nobody. */
  String largest(String stream, String but) {
    String largest = null;
    for (String version : shares.keySet()) {
      boolean other = version.startsWith(stream + ".") && !version.equals(but);
      if (other && (largest == null || shares.get(version) >= shares.get(largest))) {
        largest = version;
      }
    }
    return largest;
  }

  /** The others of the name have its share, in proportion. */
  void dropped(String version) {
    shares.remove(version);
    Map<String, Integer> parts = new TreeMap<>(shares);
    parts.keySet().removeIf(other -> other.charAt(0) != version.charAt(0));
    int total = parts.values().stream().mapToInt(Integer::intValue).sum();
    int parted = 0;
    for (Map.Entry<String, Integer> part : parts.entrySet()) {
      int end = parted + part.getValue();
      if (total == 0) {
        shares.remove(part.getKey());
      } else {
        shares.put(part.getKey(), 100 * end / total - 100 * parted / total);
      }
      parted = end;
    }
  }

  boolean expose(String stream, boolean on) {
    if (on) {
      exposed.add(stream);
    } else {
      exposed.remove(stream);
    }
    return true;
  }

  /** A stream is no more; the other one inherits the name if it serves. */
  void forget(String name, int minor, boolean otherServes) {
    exposed.remove(name + "-1." + minor);
    if (promoted.remove(name, minor) && otherServes) {
      promoted.put(name, 1 - minor);
    }
  }

  /** No alias leads to an alias. */
  boolean mayAlias(String from, String to) {
    return !from.equals(to) && !aliases.containsKey(to) && !aliases.containsValue(from);
  }

  boolean alias(String from, String to) {
    aliases.put(from, to);
    return true;
  }

  boolean unalias(String from) {
    return aliases.remove(from) != null;
  }

  void become(ModelNames other) {
    promoted.clear();
    promoted.putAll(other.promoted);
    shares.clear();
    shares.putAll(other.shares);
    exposed.clear();
    exposed.addAll(other.exposed);
    aliases.clear();
    aliases.putAll(other.aliases);
  }
}
