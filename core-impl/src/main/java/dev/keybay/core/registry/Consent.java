package dev.keybay.core.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What whoever asks for an operation agrees to.
 *
 * @param exact the permissions, in the words of {@link Grants#growth}; empty for whatever is asked
 * @param by who agrees
 */
public record Consent(Optional<Set<String>> exact, String by, Instant at) {

  /** To nothing more than what was granted before. */
  public static Consent none(String by, Instant at) {
    return new Consent(Optional.of(Set.of()), by, at);
  }

  /** To whatever is asked for. */
  public static Consent all(String by, Instant at) {
    return new Consent(Optional.empty(), by, at);
  }

  /** Whether all of it is agreed to. */
  public boolean covers(SortedSet<String> growth) {
    return exact.isEmpty() || exact.get().containsAll(growth);
  }
}
