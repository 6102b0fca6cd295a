package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads what operators call things, in all the spellings that they know. */
final class Targets {
  /** Arguments that any operation may have. */
  private static final Set<String> TERMS = Set.of("consent", "force", "sha256", "development");

  private Targets() {}

  /** {@code name}, {@code name@1}, {@code name@1.0} or {@code name@1.0.3}. */
  static Selector selector(String text) {
    return Selector.parse(text)
        .filter(selector -> !selector.name().isEmpty())
        .orElseThrow(() -> bad(text, "is no selector; write name, name@1, name@1.0 or name@1.0.3"));
  }

  /** One exact version: {@code name@1.0.3}, {@code name==1.0.3} or {@code name-1.0.3}. */
  static Optional<PluginVersion> version(String text) {
    return PluginVersion.parse(text);
  }

  /**
   * Whether a target that was accepted means this version: exactly, by its stream, or by its name.
   */
  static boolean means(String text, PluginVersion version) {
    return version(text).isPresent()
        ? version(text).filter(version::equals).isPresent()
        : StreamId.parse(text)
                .filter(id -> id.name().equals(version.name()))
                .filter(id -> id.version().equals(version.stream()))
                .isPresent()
            || Selector.parse(text)
                .filter(selector -> selector.name().equals(version.name()))
                .filter(selector -> selector.takes(version.version()))
                .isPresent();
  }

  static PluginVersion exact(String text) {
    return version(text)
        .orElseThrow(() -> bad(text, "is no version; write name@1.0.3 or name==1.0.3"));
  }

  /** The one stream that is meant: {@code name-1.0}, or a selector that takes only one. */
  static StreamId stream(Registry registry, String text) {
    Optional<StreamId> named = StreamId.parse(text).filter(id -> registry.stream(id).isPresent());
    if (named.isPresent()) {
      return named.get();
    }
    Selector selector = selector(text);
    List<PluginStream> streams = streams(registry, text);
    if (streams.size() == 1) {
      return streams.get(0).id();
    }
    Optional<StreamId> promoted =
        selector.version().isPresent()
            ? Optional.empty()
            : registry.exposure(selector.name()).flatMap(each -> each.promoted());
    return promoted.orElseThrow(
        () ->
            bad(
                text,
                "may be any of "
                    + streams.stream()
                        .map(stream -> stream.id().toString())
                        .collect(Collectors.joining(", "))));
  }

  /** The streams that a selector or a stream's name takes; at least one. */
  static List<PluginStream> streams(Registry registry, String text) {
    Optional<PluginStream> named = StreamId.parse(text).flatMap(registry::stream);
    if (named.isPresent()) {
      return List.of(named.get());
    }
    Selector selector = selector(text);
    List<PluginStream> streams = registry.streams(selector);
    if (streams.isEmpty()) {
      throw new KbsException(
          ErrorCode.NOT_FOUND,
          "There is no plugin " + text + "; there is " + known(registry, selector));
    }
    return streams;
  }

  /** The arguments of a {@code ROUTE} or {@code PROMOTE} that are shares, as they were written. */
  static SortedMap<String, String> written(PluginRequest request) {
    SortedMap<String, String> shares = new TreeMap<>(request.arguments());
    shares.keySet().removeAll(TERMS);
    if (request.operation() == PluginOperation.PROMOTE) {
      shares.remove("to");
    }
    return shares;
  }

  /** Shares of versions, which may be written with or without the name. */
  static SortedMap<PluginVersion, Integer> shares(String name, PluginRequest request) {
    SortedMap<PluginVersion, Integer> shares = new TreeMap<>();
    for (Map.Entry<String, String> share : written(request).entrySet()) {
      String key = share.getKey();
      PluginVersion version =
          exact(key.contains("@") || key.contains("==") ? key : name + "@" + key);
      if (!version.name().equals(name)) {
        throw bad(key, "is no version of " + name);
      }
      if (!share.getValue().matches("\\d{1,3}")) {
        throw bad(share.getValue(), "is no share; write 0 to 100, for example 1.0.3=95 1.1.0=5");
      }
      shares.put(version, Integer.parseInt(share.getValue()));
    }
    return shares;
  }

  private static String known(Registry registry, Selector selector) {
    List<Release> named = registry.releases(selector.name());
    String all =
        (named.isEmpty() ? registry.releases().values() : named)
            .stream().map(release -> release.plugin().toString()).collect(Collectors.joining(", "));
    return all.isEmpty() ? "none" : all;
  }

  private static KbsException bad(String text, String why) {
    return new KbsException(ErrorCode.BAD_REQUEST, "'" + text + "' " + why);
  }
}
