package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plugin's name means to guests.
 *
 * @param promoted the stream that the plain name means
 * @param weights shares of 100 by which the plain name is divided between versions; empty if the
 *     promoted stream has all
 * @param exposed streams that guests may address by selector
 */
public record Exposure(
    String name,
    Optional<StreamId> promoted,
    SortedMap<PluginVersion, Integer> weights,
    SortedSet<StreamId> exposed) {
  private static final int WHOLE = 100;

  public Exposure {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    exposed = Collections.unmodifiableSortedSet(new TreeSet<>(exposed));
  }

  static Exposure of(String name) {
    return new Exposure(name, Optional.empty(), new TreeMap<>(), new TreeSet<>());
  }

  /** All of it to one stream. */
  Exposure promoted(StreamId stream) {
    return new Exposure(name, Optional.of(stream), new TreeMap<>(), exposed);
  }

  /** With a stream, or none, that has what is not divided. */
  Exposure meaning(Optional<StreamId> stream) {
    return new Exposure(name, stream, weights, exposed);
  }

  Exposure weighted(SortedMap<PluginVersion, Integer> shares) {
    return new Exposure(name, promoted, shares, exposed);
  }

  Exposure exposed(StreamId stream, boolean on) {
    SortedSet<StreamId> changed = new TreeSet<>(exposed);
    if (on) {
      changed.add(stream);
    } else {
      changed.remove(stream);
    }
    return new Exposure(name, promoted, weights, changed);
  }

  /** The share of a version that another takes the place of. */
  public Exposure replaced(PluginVersion before, PluginVersion after) {
    Integer share = weights.get(before);
    if (share == null) {
      return this;
    }
    SortedMap<PluginVersion, Integer> changed = new TreeMap<>(weights);
    changed.remove(before);
    changed.merge(after, share, Integer::sum);
    return weighted(changed);
  }

  /** Without a version that nobody takes the place of: the others have its share in proportion. */
  Exposure without(PluginVersion gone) {
    SortedMap<PluginVersion, Integer> remaining = new TreeMap<>(weights);
    remaining.remove(gone);
    return divided(remaining);
  }

  /**
   * Divided between versions in proportion; the promoted stream has it all where none has a part.
   */
  Exposure divided(SortedMap<PluginVersion, Integer> parts) {
    int total = parts.values().stream().mapToInt(Integer::intValue).sum();
    SortedMap<PluginVersion, Integer> shares = new TreeMap<>();
    int upTo = 0;
    int given = 0;
    for (Map.Entry<PluginVersion, Integer> each : parts.entrySet()) {
      if (total > 0) {
        given += each.getValue();
        int end = given * WHOLE / total;
        shares.put(each.getKey(), end - upTo);
        upTo = end;
      }
    }
    return weighted(shares);
  }

  /** Without a stream that is no more. */
  Exposure without(StreamId stream, Optional<StreamId> heir) {
    Exposure changed = exposed(stream, false);
    return promoted.filter(stream::equals).isPresent() ? changed.meaning(heir) : changed;
  }
}
