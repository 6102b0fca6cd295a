package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rules in the plainest way: mutable, by strings, each operation true if it is allowed. */
final class Model {
  private static final class Line {
    final Map<Integer, Bytes> patches = new TreeMap<>();
    Integer active;
    Integer previous;
    boolean on;

    Line copy() {
      Line copy = new Line();
      copy.patches.putAll(patches);
      copy.active = active;
      copy.previous = previous;
      copy.on = on;
      return copy;
    }
  }

  /** What is known of a version. */
  private record Bytes(int bytes, boolean development, Set<String> granted) {}

  private final Map<String, Line> lines = new TreeMap<>();
  private final ModelNames names = new ModelNames();

  boolean install(String name, int minor, int patch, int bytes) {
    Line line = line(name, minor);
    if (clashes(line, patch, bytes) || (line.active != null && patch < line.active)) {
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
    Line line = line(name, minor);
    if (line.active == null
        || Integer.compare(patch, line.active) != direction
        || clashes(line, patch, bytes)) {
      return false;
    }
    know(name, minor, patch, bytes);
    choose(name, minor, patch);
    return true;
  }

  boolean rollback(String name, int minor) {
    Line line = line(name, minor);
    if (line.previous == null) {
      return false;
    }
    choose(name, minor, line.previous);
    return true;
  }

  boolean enable(String name, int minor) {
    Line line = line(name, minor);
    if (line.patches.isEmpty()) {
      return false;
    }
    int highest = line.patches.keySet().stream().max(Integer::compare).orElseThrow();
    serve(name, minor, line.active != null ? line.active : highest);
    return true;
  }

  boolean disable(String name, int minor) {
    line(name, minor).on = false;
    return lines.containsKey(key(name, minor));
  }

  boolean register(String name, int minor, int patch, int bytes) {
    if (clashes(line(name, minor), patch, bytes)) {
      return false;
    }
    know(name, minor, patch, bytes);
    return true;
  }

  boolean unregister(String name, int minor, int patch) {
    Line line = line(name, minor);
    if (!line.patches.containsKey(patch)
        || (line.on && line.active == patch)
        || names.share(text(name, minor, patch)) != null) {
      return false;
    }
    line.patches.remove(patch);
    if (line.active != null && line.active == patch) {
      line.active = null;
    }
    if (line.previous != null && line.previous == patch) {
      line.previous = null;
    }
    if (line.patches.isEmpty()) {
      lines.remove(key(name, minor));
      names.forget(name, minor, line(name, 1 - minor).on);
    }
    return true;
  }

  /**
   * Takes a version off that runs.
   *
   * @param spare a patch of the stream that may serve instead, if it is known
   */
  boolean withdraw(String name, int minor, int patch, int spare) {
    Line line = line(name, minor);
    String version = text(name, minor, patch);
    if (!line.patches.containsKey(patch)) {
      return false;
    }
    if (!(line.on && line.active == patch) && names.share(version) == null) {
      return true;
    }
    Integer heir = line.active != null && line.active != patch ? line.active : null;
    if (heir == null) {
      String largest = names.largest(key(name, minor), version);
      heir = largest == null ? null : Integer.valueOf(patch(largest));
    }
    if (heir == null && spare != patch && line.patches.containsKey(spare)) {
      heir = spare;
    }
    if (heir == null) {
      line.on = false;
      line.previous = line.active != null ? line.active : line.previous;
      line.active = null;
      names.dropped(version);
      return true;
    }
    if (!heir.equals(line.active)) {
      choose(name, minor, heir);
    }
    names.replaced(version, text(name, minor, heir));
    return true;
  }

  boolean trust(String name, int minor, int patch, boolean development) {
    return line(name, minor)
            .patches
            .computeIfPresent(
                patch, (same, known) -> new Bytes(known.bytes, development, known.granted))
        != null;
  }

  boolean promote(String name, int minor) {
    return line(name, minor).on && names.promote(name, minor);
  }

  boolean expose(String name, int minor, boolean on) {
    return (on ? line(name, minor).on : lines.containsKey(key(name, minor)))
        && names.expose(key(name, minor), on);
  }

  boolean route(String name, Map<String, Integer> shares) {
    for (String version : shares.keySet()) {
      Line line = line(name, minor(version));
      if (!line.on || !line.patches.containsKey(patch(version))) {
        return false;
      }
    }
    int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
    boolean known = !line(name, 0).patches.isEmpty() || !line(name, 1).patches.isEmpty();
    return known && (shares.isEmpty() || sum == 100) && names.route(name, shares);
  }

  boolean alias(String from, String to) {
    return names.mayAlias(from, to) && serves(to) && names.alias(from, to);
  }

  boolean unalias(String from) {
    return names.unalias(from);
  }

  Set<PluginVersion> serving() {
    Set<PluginVersion> serving = new HashSet<>();
    for (String version : running()) {
      int split = version.indexOf('-');
      serving.add(new PluginVersion(version.substring(0, split), version.substring(split + 1)));
    }
    return serving;
  }

  ModelNames names() {
    return names;
  }

  Model copy() {
    Model copy = new Model();
    copy.become(this);
    return copy;
  }

  void become(Model other) {
    lines.clear();
    other.lines.forEach((key, line) -> lines.put(key, line.copy()));
    names.become(other.names);
  }

  /** Whether nothing begins that may not, and nothing loses what it needs unless that is forced. */
  boolean mayFollow(Model before, boolean forced) {
    Set<String> beginning = beginning(before);
    for (String version : running()) {
      boolean suffers = before.running().contains(version) && before.isFine(version);
      if (!isFine(version) && (beginning.contains(version) || (suffers && !forced))) {
        return false;
      }
    }
    boolean waiting = running().stream().anyMatch(version -> version.startsWith("b-1.1."));
    boolean forgotten = before.lines.containsKey("a-1.0") && !lines.containsKey("a-1.0");
    return !(waiting && forgotten)
        && names.targets().stream().noneMatch(to -> before.knows(to) && !knows(to));
  }

  /** Grants what begins to run what it asks for, or says that somebody must agree to it first. */
  boolean granted(Model before, boolean consents) {
    for (String version : beginning(before)) {
      Set<String> asks = permissions(version);
      Bytes known = bytes(version);
      Set<String> more = new TreeSet<>(asks);
      more.removeAll(known.granted != null ? known.granted : before.grantedToFormer(version));
      if (!more.isEmpty() && !consents) {
        return false;
      }
      if (known.granted == null && !asks.isEmpty()) {
        Bytes granted = new Bytes(known.bytes, known.development, asks);
        line(name(version), minor(version)).patches.put(patch(version), granted);
      }
    }
    return true;
  }

  /** a asks for more from its third patch on, and for more again with its fourth. */
  static Set<String> permissions(String version) {
    return !name(version).equals("a")
        ? Set.of()
        : List.of(Set.<String>of(), Set.<String>of(), Set.of("host:x"), Set.of("host:x", "host:y"))
            .get(patch(version));
  }

  private Set<String> grantedToFormer(String version) {
    String name = name(version);
    Line line = line(name, minor(version));
    Integer former = line.active != null ? line.active : line.previous;
    if (former == null && names.promoted(name) != null) {
      line = line(name, names.promoted(name));
      former = line.active;
    }
    Bytes known = former == null ? null : line.patches.get(former);
    return known == null || known.granted == null ? Set.of() : known.granted;
  }

  /** What runs now and did not, or runs other bytes, or is what its name means now. */
  private Set<String> beginning(Model before) {
    Set<String> beginning = running();
    beginning.removeIf(
        version ->
            before.running().contains(version)
                && before.bytes(version).bytes == bytes(version).bytes);
    for (String name : List.of("a", "b")) {
      Integer minor = names.promoted(name);
      if (minor != null && !minor.equals(before.names.promoted(name)) && line(name, minor).on) {
        beginning.add(text(name, minor, line(name, minor).active));
      }
    }
    return beginning;
  }

  /** b 1.1 needs some a 1.0; from b 1.0.3 on, no a 1.1 may run beside it. */
  private boolean isFine(String version) {
    if (version.startsWith("b-1.1.")) {
      return running().stream().anyMatch(other -> other.startsWith("a-1.0."));
    }
    return !version.equals("b-1.0.3")
        || running().stream().noneMatch(other -> other.startsWith("a-1.1."));
  }

  private Set<String> running() {
    Set<String> running = new TreeSet<>(names.shared());
    running.removeIf(version -> !line(name(version), minor(version)).on);
    lines.forEach(
        (key, line) -> {
          if (line.on) {
            running.add(key + "." + line.active);
          }
        });
    return running;
  }

  private boolean serves(String selector) {
    return lines.entrySet().stream()
        .filter(line -> line.getValue().on)
        .map(line -> line.getKey() + "." + line.getValue().active)
        .anyMatch(version -> takes(selector, version));
  }

  private boolean knows(String selector) {
    return lines.entrySet().stream()
        .flatMap(
            line -> line.getValue().patches.keySet().stream().map(p -> line.getKey() + "." + p))
        .anyMatch(version -> takes(selector, version));
  }

  private static boolean takes(String selector, String version) {
    return (version + ".").startsWith(selector.replace('@', '-') + ".")
        || version.startsWith(selector + "-");
  }

  private Bytes bytes(String version) {
    return line(name(version), minor(version)).patches.get(patch(version));
  }

  /** An empty one, which is not kept, if there is none. */
  private Line line(String name, int minor) {
    return lines.getOrDefault(key(name, minor), new Line());
  }

  private static boolean clashes(Line line, int patch, int bytes) {
    Bytes known = line.patches.get(patch);
    return known != null && known.bytes != bytes && !known.development;
  }

  private void know(String name, int minor, int patch, int bytes) {
    Map<Integer, Bytes> known = lines.computeIfAbsent(key(name, minor), key -> new Line()).patches;
    Bytes former = known.get(patch);
    if (former == null || former.bytes != bytes) {
      known.put(patch, new Bytes(bytes, former != null, null));
    }
  }

  /** As the operator has switched the stream on or off. */
  private void choose(String name, int minor, int patch) {
    Line line = line(name, minor);
    if (line.on || line.active == null) {
      serve(name, minor, patch);
    } else {
      remember(line, patch);
    }
  }

  private void serve(String name, int minor, int patch) {
    Line line = line(name, minor);
    if (line.active != null) {
      names.replaced(text(name, minor, line.active), text(name, minor, patch));
    }
    remember(line, patch);
    line.on = true;
    names.first(name, minor);
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

  static String text(String name, int minor, int patch) {
    return key(name, minor) + "." + patch;
  }

  private static String name(String version) {
    return version.substring(0, 1);
  }

  private static int minor(String version) {
    return version.charAt(4) - '0';
  }

  private static int patch(String version) {
    return version.charAt(6) - '0';
  }
}
