package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.transaction.RegistryDiff;
import dev.keybay.format.naming.PluginVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What came of an operation that is done, for the operator.
 *
 * @param cutOff the versions that were stopped over requests, and over how many
 */
record Outcome(SortedMap<PluginVersion, Long> cutOff) {

  /**
   * All that has changed.
   *
   * @param leaks versions whose earlier instance is held in memory, and by what: they are named
   *     whenever their plugin changes
   * @param leftover the digest of bytes that should be gone and are not
   */
  List<PluginChange> changes(
      Registry before,
      Registry after,
      Map<PluginVersion, String> leaks,
      Optional<String> leftover) {
    List<PluginChange> changes = new ArrayList<>(RegistryDiff.of(before, after));
    cutOff.forEach(
        (version, requests) ->
            changes.add(new PluginChange(version.toString(), "cut off", inside(requests))));
    leaks.forEach(
        (version, why) -> changes.add(new PluginChange(version.toString(), "leaks", why)));
    leftover.ifPresent(
        digest ->
            changes.add(
                new PluginChange(
                    digest, "failed", "its bytes could not be deleted; prune tries it again")));
    return changes;
  }

  /** For the journal; empty where nobody was cut off. */
  String words() {
    return cutOff.entrySet().stream()
        .map(each -> each.getKey() + " was stopped over " + inside(each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String inside(long requests) {
    return requests + (requests == 1 ? " request" : " requests") + " longer than its drain timeout";
  }
}
