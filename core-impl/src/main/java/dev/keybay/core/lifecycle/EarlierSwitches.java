package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Switches of a broker that ended before their watch did: a new version that takes the whole broker
 * with it must not escape by that. What a plain name was given by hand is not among them; a stream
 * knows by itself which version was before.
 */
final class EarlierSwitches {
  private static final Map<String, PluginOperation> SWITCHING =
      Stream.of(
              PluginOperation.INSTALL,
              PluginOperation.UPDATE,
              PluginOperation.DOWNGRADE,
              PluginOperation.ROLLBACK)
          .collect(Collectors.toMap(PluginOperation::word, Function.identity()));

  private EarlierSwitches() {}

  /** One of them, and when it was done. */
  record Earlier(Switched switched, Instant at) {}

  /**
   * The last switch of each stream, unless it was a switch back.
   *
   * @param latest of the journal, the latest first
   * @param start when this broker found what the last one left
   */
  static List<Earlier> of(Registry now, List<OperationRecord> latest, Instant start) {
    List<Earlier> earlier = new ArrayList<>();
    for (PluginStream stream : now.streams().values()) {
      Optional<PluginVersion> serving = stream.serving();
      Optional<PluginVersion> previous = stream.previous();
      if (serving.isPresent() && previous.isPresent()) {
        latest.stream()
            .filter(each -> SWITCHING.containsKey(each.operation()) && took(each))
            .filter(each -> Targets.means(each.target(), serving.get()))
            .findFirst()
            .filter(each -> !each.operation().equals(PluginOperation.ROLLBACK.word()))
            .map(
                each ->
                    new Earlier(
                        Switched.ofStream(
                            SWITCHING.get(each.operation()),
                            stream.id(),
                            previous.get(),
                            serving.get()),
                        each.ended().orElse(start)))
            .ifPresent(earlier::add);
      }
    }
    return earlier;
  }

  /** Whether it was done, or had been committed when it was cut off. */
  private static boolean took(OperationRecord each) {
    return each.outcome().equals("done")
        || (each.ended().isEmpty() && each.step().equals(OperationLog.COMMITTED));
  }
}
