package dev.keybay.core.plugins;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Health;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How plugins are, and when each is asked again: at the interval of its descriptor, and unwell
 * after as many failures in a row as that says. Thread-safe.
 */
final class Conditions {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int FAILURES = 3;

  private final LongSupplier nanos;
  private final Map<Long, Condition> all = new ConcurrentHashMap<>();

  /**
   * How a plugin is.
   *
   * @param askedNanos when it was asked last
   * @param failures in a row
   * @param problem said at the last of them
   */
  private record Condition(long askedNanos, int failures, String problem) {}

  /**
   * @param nanos the time that passes, as {@link System#nanoTime} has it
   */
  Conditions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Forgets all but these bundles. */
  void retain(Set<Long> ids) {
    all.keySet().retainAll(ids);
  }

  /** Whether it is time to ask again; if so, that is noted as done. */
  boolean due(PluginEntry entry) {
    long now = nanos.getAsLong();
    long id = entry.bundle().getBundleId();
    Condition last = all.get(id);
    if (last != null && now - last.askedNanos() < interval(entry).toNanos()) {
      return false;
    }
    all.put(
        id,
        last == null
            ? new Condition(now, 0, "")
            : new Condition(now, last.failures(), last.problem()));
    return true;
  }

  /** Notes what a plugin answered: what is wrong, if anything. */
  void note(PluginEntry entry, Optional<String> problem) {
    all.computeIfPresent(
        entry.bundle().getBundleId(),
        (id, last) ->
            problem
                .map(words -> new Condition(last.askedNanos(), last.failures() + 1, words))
                .orElseGet(() -> new Condition(last.askedNanos(), 0, "")));
  }

  /** What is wrong with a plugin that was unwell too often in a row. */
  Optional<String> problem(PluginEntry entry) {
    return Optional.ofNullable(all.get(entry.bundle().getBundleId()))
        .filter(condition -> condition.failures() >= failures(entry))
        .map(Condition::problem);
  }

  private static Duration interval(PluginEntry entry) {
    return health(entry).interval().orElse(INTERVAL);
  }

  private static int failures(PluginEntry entry) {
    return health(entry).failuresBeforeUnhealthy().orElse(FAILURES);
  }

  private static Health health(PluginEntry entry) {
    return entry.identity().descriptor().map(Descriptor::health).orElse(Health.DEFAULT);
  }
}
