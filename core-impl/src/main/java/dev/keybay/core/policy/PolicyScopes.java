package dev.keybay.core.policy;

import dev.keybay.api.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which scoped policies there are, so that a request without one costs a look-up and no more, and a
 * guest cannot fill any cache by the paths that it asks for.
 *
 * <p>A change makes a new generation. What was read in an older one is not used any more, even if
 * its reader notes it late.
 */
final class PolicyScopes {
  private static final List<String> GLOBAL_ALONE = List.of(Policies.GLOBAL);

  private record Known(long generation, Set<String> ids) {}

  private final Supplier<List<String>> stored;
  private final AtomicLong generation = new AtomicLong();
  private volatile @Nullable Known known;

  /**
   * @param stored reads the ids of all scoped policies from the store
   */
  PolicyScopes(Supplier<List<String>> stored) {
    this.stored = stored;
  }

  /** What was read until now is not used any more. */
  void changed() {
    generation.incrementAndGet();
  }

  /** See {@link Policies#applying}. */
  List<String> applying(String plugin, List<String> path) {
    Set<String> ids = now();
    if (ids.isEmpty()) {
      return GLOBAL_ALONE;
    }
    List<String> applying = new ArrayList<>(GLOBAL_ALONE);
    StringBuilder scope = new StringBuilder(Policies.SCOPE).append(plugin);
    add(applying, ids, scope);
    for (String segment : path) {
      // A segment with a colon would read as two: no scope can mean it, nor what is below it.
      if (!PolicyNames.validPart(segment) || scope.length() > PolicyNames.MAX_SCOPE) {
        break;
      }
      add(applying, ids, scope.append(':').append(segment));
    }
    return applying;
  }

  private static void add(List<String> applying, Set<String> ids, StringBuilder scope) {
    String id = scope.toString();
    if (ids.contains(id)) {
      applying.add(id);
    }
  }

  private Set<String> now() {
    Known read = known;
    long current = generation.get();
    if (read == null || read.generation() != current) {
      read = new Known(current, Set.copyOf(stored.get()));
      known = read;
    }
    return read.ids();
  }
}
