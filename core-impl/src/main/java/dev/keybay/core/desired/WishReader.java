package dev.keybay.core.desired;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.core.config.Document;
import dev.keybay.format.naming.PluginNames;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import dev.keybay.format.naming.VersionNumbers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the file:
 *
 * <pre>
 * { "others": "keep",
 *   "plugins": {
 *     "hello": {
 *       "streams": {
 *         "1.0": { "version": "1.0.3", "source": "jars/hello-1.0.3.jar", "sha256": "…" },
 *         "1.1": { "version": "1.1.0", "source": "jars/hello-1.1.0.jar", "consent": true }
 *       },
 *       "promoted": "1.0",
 *       "route": { "1.0.3": 95, "1.1.0": 5 } } } }
 * </pre>
 *
 * An entry that cannot be read hides no other.
 */
final class WishReader {
  private final Path folder;

  /**
   * Reads files of a folder.
   *
   * @param folder that relative paths in the file are below
   */
  WishReader(Path folder) {
    this.folder = folder;
  }

  Wishes read(Document document) {
    Entry root = Entry.of(document);
    root.only(List.of("others", "plugins"));
    Optional<String> others =
        root.text("others", "\"keep\" or \"disable\"", Set.of("keep", "disable")::contains);
    List<Wishes.OfPlugin> plugins = new ArrayList<>();
    List<PluginChange> broken = new ArrayList<>();
    Entry all = root.object("plugins", false);
    for (String name : all.keys()) {
      Entry entry = all.object(name, true);
      Wishes.OfPlugin wish = plugin(name, entry);
      if (entry.problems().isEmpty()) {
        plugins.add(wish);
      } else {
        entry.problems().forEach(problem -> broken.add(new PluginChange(name, "failed", problem)));
      }
    }
    root.problems()
        .forEach(
            problem -> broken.add(new PluginChange(Document.DESIRED_PLUGINS, "failed", problem)));
    boolean disable = others.filter("disable"::equals).isPresent();
    if (disable && !broken.isEmpty()) {
      disable = false;
      broken.add(
          new PluginChange(
              "others", "failed", "nobody is switched off while an entry cannot be read"));
    }
    return new Wishes(disable, plugins, broken);
  }

  private Wishes.OfPlugin plugin(String name, Entry entry) {
    entry.only(List.of("streams", "promoted", "route"));
    if (!PluginNames.isName(name)) {
      entry.complain(
          "expected the name of a plugin, " + PluginNames.EXPECTED + ", got \"" + name + "\"");
    }
    Entry streams = entry.object("streams", false);
    List<Wishes.OfStream> wanted = new ArrayList<>();
    for (String stream : streams.keys()) {
      if (VersionNumbers.areStream(stream)) {
        stream(name, stream, streams.object(stream, false)).ifPresent(wanted::add);
      } else {
        streams.complain(
            "expected streams by their two numbers, for example \"1.0\", got \"" + stream + "\"");
      }
    }
    Optional<StreamId> promoted =
        entry
            .text("promoted", "a stream, for example \"1.0\"", VersionNumbers::areStream)
            .flatMap(stream -> StreamId.parse(name + "-" + stream));
    return new Wishes.OfPlugin(
        name, wanted, promoted, entry.has("route") ? Optional.of(route(name, entry)) : none());
  }

  private Optional<Wishes.OfStream> stream(String name, String stream, Entry entry) {
    entry.only(List.of("version", "source", "sha256", "enabled", "consent", "exposed"));
    Optional<String> version =
        entry.text(
            "version",
            "three numbers, for example \"" + stream + ".3\"",
            VersionNumbers::areVersion);
    if (!entry.has("version")) {
      entry.complain("missing: \"version\", three numbers");
    } else if (version.filter(each -> !(each + ".").startsWith(stream + ".")).isPresent()) {
      entry.refuse("version", "a version of the stream " + stream);
    }
    Optional<String> source =
        entry.text("source", "a path or file: URL of a jar", WishReader::isPlace);
    Optional<String> sha256 =
        entry.text(
            "sha256", "64 lower-case hexadecimal digits", text -> text.matches("[0-9a-f]{64}"));
    boolean enabled = entry.flag("enabled").orElse(true);
    boolean consent = entry.flag("consent").orElse(false);
    Optional<Boolean> exposed = entry.flag("exposed");
    Optional<StreamId> id = StreamId.parse(name + "-" + stream);
    return version.isEmpty() || id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Wishes.OfStream(
                id.get(),
                new PluginVersion(name, version.get()),
                source.map(this::located),
                sha256,
                enabled,
                consent,
                exposed));
  }

  private static SortedMap<PluginVersion, Integer> route(String name, Entry entry) {
    Entry route = entry.object("route", false);
    SortedMap<PluginVersion, Integer> shares = new TreeMap<>();
    int sum = 0;
    for (String version : route.keys()) {
      Optional<Integer> share = route.share(version);
      if (!VersionNumbers.areVersion(version)) {
        route.complain("expected shares by version, three numbers, got \"" + version + "\"");
      } else if (share.isPresent()) {
        sum += share.get();
        shares.put(new PluginVersion(name, version), share.get());
      }
    }
    if (!shares.isEmpty() && sum != 100) {
      route.complain("expected shares that sum to 100, got " + sum);
    }
    return shares;
  }

  private static boolean isPlace(String text) {
    try {
      return !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false; // a NUL for example
    }
  }

  private String located(String source) {
    return source.startsWith("file:") ? source : folder.resolve(source).normalize().toString();
  }

  private static Optional<SortedMap<PluginVersion, Integer>> none() {
    return Optional.empty();
  }
}
