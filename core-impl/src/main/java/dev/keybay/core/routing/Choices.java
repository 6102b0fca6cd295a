package dev.keybay.core.routing;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the operator has chosen that names mean. A plugin that nobody has made a choice for, because
 * it came by the shell, is served by its highest version.
 *
 * @param byName for each plugin that is managed
 * @param aliases by the selector that they stand for
 * @param serving the versions of managed plugins that serve their streams: what is being brought up
 *     beside them is none of them yet
 * @param exposed streams that guests may address
 */
public record Choices(
    Map<String, Choice> byName,
    Map<Selector, Selector> aliases,
    Set<PluginVersion> serving,
    Set<StreamId> exposed) {

  static final Choices NONE = new Choices(Map.of(), Map.of(), Set.of(), Set.of());

  public Choices {
    byName = Map.copyOf(byName);
    aliases = Map.copyOf(aliases);
    serving = Set.copyOf(serving);
    exposed = Set.copyOf(exposed);
  }

  /** Whether a selector of a stream may lead to a version. */
  boolean serves(PluginVersion version) {
    return !byName.containsKey(version.name()) || serving.contains(version);
  }

  /** Whether a version may stand in for one that serves the same stream and is gone. */
  boolean standsIn(PluginVersion version) {
    return serving.stream()
        .anyMatch(
            each -> each.name().equals(version.name()) && each.stream().equals(version.stream()));
  }

  /**
   * Who shares a plain name.
   *
   * @param shares positive weights; none lets nobody have it
   */
  public record Choice(SortedMap<PluginVersion, Integer> shares) {
    /** Of a plugin that is being brought up: it serves nobody yet. */
    public static final Choice NOBODY = new Choice(new TreeMap<>());

    /** One version for all. */
    public static Choice of(PluginVersion version) {
      return new Choice(new TreeMap<>(Map.of(version, 1)));
    }

    int share(Target target) {
      return shares.getOrDefault(target.plugin(), 0);
    }

    /** Whether the version's stream is chosen: where what was chosen is gone, a stand-in. */
    boolean takesStream(PluginVersion standIn) {
      return shares.keySet().stream()
          .anyMatch(version -> version.stream().equals(standIn.stream()));
    }
  }
}
