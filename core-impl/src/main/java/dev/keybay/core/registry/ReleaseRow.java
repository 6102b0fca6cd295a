package dev.keybay.core.registry;

import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.IsolationMode;
import dev.keybay.format.descriptor.Relation;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.VersionRange;

/** A release as the body of its row, and back. What older hosts did not write is empty. */
final class ReleaseRow {
  private ReleaseRow() {}

  static Map<String, Object> body(Release release) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("format", release.format());
    body.put("digest", release.digest());
    release.signer().ifPresent(signer -> body.put("signer", signer));
    body.put("source", release.source());
    body.put("added", release.added().toString());
    demands(release.demands(), body);
    if (!release.trust().equals(Trust.NONE)) {
      body.put("trust", body(release.trust()));
    }
    release.grant().ifPresent(grant -> body.put("grant", body(grant)));
    return body;
  }

  static Release read(PluginVersion plugin, Map<?, ?> body) {
    return new Release(
        plugin,
        ((Number) value(body, "format")).intValue(),
        text(body, "digest"),
        Optional.ofNullable((String) body.get("signer")),
        text(body, "source"),
        Instant.parse(text(body, "added")),
        demands(body),
        member(body, "trust").map(ReleaseRow::trust).orElse(Trust.NONE),
        member(body, "grant").map(ReleaseRow::grant));
  }

  private static void demands(Demands demands, Map<String, Object> body) {
    relations("requires", demands.requires(), body);
    relations("conflicts", demands.conflicts(), body);
    if (!demands.permissions().isEmpty()) {
      body.put("permissions", List.copyOf(demands.permissions()));
    }
    demands.isolation().mode().ifPresent(mode -> body.put("isolation", mode.name()));
    demands.isolation().minimum().ifPresent(mode -> body.put("isolationMinimum", mode.name()));
  }

  private static Demands demands(Map<?, ?> body) {
    return new Demands(
        relations(body, "requires"),
        relations(body, "conflicts"),
        texts(body, "permissions"),
        new Isolation(mode(body, "isolation"), mode(body, "isolationMinimum")));
  }

  private static void relations(String name, List<Relation> relations, Map<String, Object> body) {
    if (!relations.isEmpty()) {
      body.put(name, relations.stream().map(ReleaseRow::body).toList());
    }
  }

  private static Map<String, Object> body(Relation relation) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("plugin", relation.plugin());
    body.put("range", relation.range().toString());
    relation.message().ifPresent(message -> body.put("message", message));
    return body;
  }

  private static List<Relation> relations(Map<?, ?> body, String name) {
    return list(body, name).stream()
        .map(Map.class::cast)
        .map(
            relation ->
                new Relation(
                    text(relation, "plugin"),
                    new VersionRange(text(relation, "range")),
                    Optional.ofNullable((String) relation.get("message"))))
        .toList();
  }

  private static Map<String, Object> body(Trust trust) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("level", trust.level().name());
    body.put("note", trust.note());
    body.put("by", trust.by());
    body.put("since", trust.since().toString());
    body.put("auto", trust.auto());
    return body;
  }

  private static Trust trust(Map<?, ?> body) {
    return new Trust(
        TrustLevel.valueOf(text(body, "level")),
        text(body, "note"),
        text(body, "by"),
        Instant.parse(text(body, "since")),
        (Boolean) value(body, "auto"));
  }

  private static Map<String, Object> body(Grant grant) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("permissions", List.copyOf(grant.permissions()));
    body.put("by", grant.by());
    body.put("since", grant.since().toString());
    return body;
  }

  private static Grant grant(Map<?, ?> body) {
    return new Grant(
        texts(body, "permissions"), text(body, "by"), Instant.parse(text(body, "since")));
  }

  private static Optional<IsolationMode> mode(Map<?, ?> body, String name) {
    return Optional.ofNullable((String) body.get(name)).map(IsolationMode::valueOf);
  }

  private static SortedSet<String> texts(Map<?, ?> body, String name) {
    SortedSet<String> texts = new TreeSet<>();
    list(body, name).forEach(each -> texts.add(String.valueOf(each)));
    return texts;
  }

  private static List<?> list(Map<?, ?> body, String name) {
    return body.get(name) instanceof List<?> list ? list : List.of();
  }

  private static Optional<Map<?, ?>> member(Map<?, ?> body, String name) {
    return Optional.ofNullable((Map<?, ?>) body.get(name));
  }

  private static String text(Map<?, ?> body, String name) {
    return (String) value(body, name);
  }

  private static Object value(Map<?, ?> body, String name) {
    @Nullable Object value = body.get(name);
    if (value == null) {
      throw new IllegalStateException("the registry's row has no " + name);
    }
    return value;
  }
}
