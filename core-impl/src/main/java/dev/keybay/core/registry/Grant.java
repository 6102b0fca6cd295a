package dev.keybay.core.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a version is allowed: all that it asked for when it was let run.
 *
 * @param permissions in the words of {@link Demands}
 * @param by who let it run
 */
public record Grant(SortedSet<String> permissions, String by, Instant since) {
  public Grant {
    permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
  }
}
