package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.ExposureRow;
import dev.keybay.core.registry.Meanings;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Switches of a broker that ended before their watch did: a new version that takes the whole broker
 * with it must not escape by that. A stream knows by itself which version was before; what a plain
 * name meant before, the journal knows.
 *
 * @param now the registry
 * @param latest of the journal, the latest first
 * @param former what names meant before operations that changed it, by the operations' numbers
 * @param start when this broker found what the last one left
 */
record EarlierSwitches(
    Registry now, List<OperationRecord> latest, Map<Long, Exposure> former, Instant start) {
  private static final Set<PluginOperation> OF_STREAMS =
      Set.of(
          PluginOperation.INSTALL,
          PluginOperation.UPDATE,
          PluginOperation.DOWNGRADE,
          PluginOperation.ROLLBACK);

  private static final Set<PluginOperation> OF_NAMES =
      Set.of(PluginOperation.PROMOTE, PluginOperation.ROUTE);

  /** One of them, and when it was done. */
  record Earlier(Switched switched, Instant at) {}

  /**
   * What the journal of the last broker says.
   *
   * @param limit more operations than fit into a watch window
   */
  static EarlierSwitches in(OperationLog journal, int limit, Registry now, Instant start) {
    Map<Long, Exposure> former = new HashMap<>();
    journal.formerMeanings(limit).forEach((id, text) -> former.put(id, exposure(text)));
    return new EarlierSwitches(now, journal.latest(limit), former, start);
  }

  /** The last switch of each stream and of each name, unless it was a switch back; in order. */
  List<Earlier> all() {
    List<Earlier> earlier = new ArrayList<>();
    now.streams().values().forEach(stream -> ofStream(stream).ifPresent(earlier::add));
    former.values().stream()
        .map(Exposure::name)
        .distinct()
        .forEach(name -> earlier.addAll(ofName(name)));
    earlier.sort(Comparator.comparing(Earlier::at));
    return earlier;
  }

  private Optional<Earlier> ofStream(PluginStream stream) {
    Optional<PluginVersion> serving = stream.serving();
    Optional<PluginVersion> previous = stream.previous();
    if (serving.isEmpty() || previous.isEmpty()) {
      return Optional.empty();
    }
    return latest.stream()
        .filter(each -> isOne(each, OF_STREAMS) && took(each))
        .filter(each -> Targets.means(each.target(), serving.get()))
        .findFirst()
        .filter(each -> !isOne(each, Set.of(PluginOperation.ROLLBACK)))
        .map(
            each ->
                new Earlier(
                    Switched.ofStream(kind(each), stream.id(), previous.get(), serving.get()),
                    at(each)));
  }

  private List<Earlier> ofName(String name) {
    return latest.stream()
        .filter(each -> took(each) && meant(each).filter(name::equals).isPresent())
        .findFirst()
        .filter(each -> isOne(each, OF_NAMES))
        .map(this::ofName)
        .orElseGet(List::of);
  }

  private List<Earlier> ofName(OperationRecord operation) {
    Exposure before = Objects.requireNonNull(former.get(operation.id()));
    return Switched.by(kind(operation), before.name(), Meanings.lead(now, before), now).stream()
        .map(switched -> new Earlier(switched, at(operation)))
        .toList();
  }

  /** The name whose meaning it changed, if it did. */
  private Optional<String> meant(OperationRecord each) {
    return Optional.ofNullable(former.get(each.id())).map(Exposure::name);
  }

  private static Exposure exposure(String text) {
    try {
      return ExposureRow.parse(text);
    } catch (IOException e) {
      throw new IllegalStateException("the journal's former meaning is none: " + text, e);
    }
  }

  /** A later Keybay may have written words that this one does not know: those are none. */
  private static boolean isOne(OperationRecord each, Set<PluginOperation> kinds) {
    return PluginOperation.of(each.operation()).filter(kinds::contains).isPresent();
  }

  private static PluginOperation kind(OperationRecord each) {
    return PluginOperation.of(each.operation()).orElseThrow();
  }

  private Instant at(OperationRecord each) {
    return each.ended().orElse(start);
  }

  /** Whether it was done, or had been committed when it was cut off. */
  private static boolean took(OperationRecord each) {
    return each.outcome().equals("done")
        || (each.ended().isEmpty() && each.step().equals(OperationLog.COMMITTED));
  }
}
