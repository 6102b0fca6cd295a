package dev.keybay.core.registry;

import dev.keybay.core.json.JsonText;
import dev.keybay.format.json.StrictJson;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The registry as rows of a table, and back: kind, id, and a body of JSON. */
final class RegistryRows {
  private static final String RELEASE = "release";
  private static final String STREAM = "stream";
  private static final String NAME = "name";
  private static final String ALIAS = "alias";
  private static final String OFFERED = "offered";
  private static final String KEY = "key";
  private static final String REVOKED = "revoked";

  /** Where a row is. */
  record Key(String kind, String id) {}

  private RegistryRows() {}

  /** The rows of a registry, in a fixed order. */
  static Map<Key, String> of(Registry registry) {
    Map<Key, String> rows = new LinkedHashMap<>();
    registry
        .releases()
        .values()
        .forEach(each -> put(rows, RELEASE, each.plugin(), ReleaseRow.body(each)));
    registry.streams().values().forEach(each -> put(rows, STREAM, each.id(), body(each)));
    registry
        .exposures()
        .values()
        .forEach(each -> put(rows, NAME, each.name(), ExposureRow.body(each)));
    registry.aliases().forEach((from, to) -> put(rows, ALIAS, from, Map.of("to", to)));
    registry.offered().forEach(digest -> put(rows, OFFERED, digest, Map.of()));
    registry.keys().forEach((plugin, hash) -> put(rows, KEY, plugin, Map.of("hash", hash)));
    registry.revoked().forEach(name -> put(rows, REVOKED, name, Map.of()));
    return rows;
  }

  /**
   * The registry of rows.
   *
   * @throws IOException if a row is not what this class writes
   */
  static Registry read(Map<Key, String> rows) throws IOException {
    SortedMap<PluginVersion, Release> releases = new TreeMap<>();
    SortedMap<StreamId, PluginStream> streams = new TreeMap<>();
    SortedMap<String, Exposure> exposures = new TreeMap<>();
    SortedMap<String, String> aliases = new TreeMap<>();
    SortedSet<String> offered = new TreeSet<>();
    SortedMap<PluginVersion, String> keys = new TreeMap<>();
    SortedSet<String> revoked = new TreeSet<>();
    for (Map.Entry<Key, String> row : rows.entrySet()) {
      String id = row.getKey().id();
      Map<String, @Nullable Object> body =
          StrictJson.object(row.getValue().getBytes(StandardCharsets.UTF_8));
      switch (row.getKey().kind()) {
        case RELEASE -> releases.put(version(id), ReleaseRow.read(version(id), body));
        case STREAM -> streams.put(stream(id), stream(stream(id), body));
        case NAME -> exposures.put(id, ExposureRow.read(id, body));
        case ALIAS -> aliases.put(id, text(body, "to").orElseThrow());
        case OFFERED -> offered.add(id);
        case KEY -> keys.put(version(id), text(body, "hash").orElseThrow());
        case REVOKED -> revoked.add(id);
        default -> throw new IOException("unknown kind of row: " + row.getKey().kind());
      }
    }
    return new Registry(releases, streams, exposures, aliases, offered, keys, revoked);
  }

  private static void put(Map<Key, String> rows, String kind, Object id, Map<String, ?> body) {
    rows.put(new Key(kind, id.toString()), JsonText.of(body));
  }

  private static Map<String, Object> body(PluginStream stream) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("enabled", stream.enabled());
    stream.active().ifPresent(version -> body.put("active", version.version()));
    stream.previous().ifPresent(version -> body.put("previous", version.version()));
    return body;
  }

  private static PluginStream stream(StreamId id, Map<String, @Nullable Object> body) {
    return new PluginStream(
        id,
        (Boolean) value(body, "enabled"),
        text(body, "active").map(version -> new PluginVersion(id.name(), version)),
        text(body, "previous").map(version -> new PluginVersion(id.name(), version)));
  }

  private static PluginVersion version(String text) throws IOException {
    int at = text.indexOf('@');
    if (at < 0) {
      throw new IOException("expected name@version: " + text);
    }
    return new PluginVersion(text.substring(0, at), text.substring(at + 1));
  }

  private static StreamId stream(String text) throws IOException {
    return StreamId.parse(text).orElseThrow(() -> new IOException("expected a stream: " + text));
  }

  private static Object value(Map<String, @Nullable Object> body, String name) {
    Object value = body.get(name);
    if (value == null) {
      throw new IllegalStateException("the registry's row has no " + name);
    }
    return value;
  }

  private static Optional<String> text(Map<String, @Nullable Object> body, String name) {
    return Optional.ofNullable((String) body.get(name));
  }
}
