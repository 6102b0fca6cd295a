package dev.keybay.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The targets that share a plain route. A guest whose bucket is the same is led to the same one for
 * as long as the shares stay.
 */
final class Shares {
  /** Buckets: a share is given in hundredths. */
  static final int BUCKETS = 100;

  private final List<Target> all;
  private final Target @Nullable [] buckets;

  private Shares(List<Target> all, Target @Nullable [] buckets) {
    this.all = all;
    this.buckets = buckets;
  }

  /**
   * Divides a route.
   *
   * @param targets of the route, highest version first
   * @param choice of their plugin; null if none was made
   */
  static Shares of(List<Target> targets, Choices.@Nullable Choice choice) {
    if (choice == null) {
      return one(targets.stream().findFirst());
    }
    List<Target> sharing = new ArrayList<>();
    for (Target target : targets) {
      boolean again = sharing.stream().anyMatch(each -> each.plugin().equals(target.plugin()));
      if (choice.share(target) > 0 && !again) {
        sharing.add(0, target);
      }
    }
    if (sharing.size() < 2) {
      return one(
          sharing.stream()
              .findFirst()
              .or(
                  () ->
                      targets.stream()
                          .filter(target -> choice.takesStream(target.plugin()))
                          .findFirst()));
    }
    return new Shares(List.copyOf(sharing), buckets(sharing, choice));
  }

  private static Shares one(Optional<Target> target) {
    return new Shares(target.stream().toList(), null);
  }

  /** Lowest version first, so that a growing share of a new version takes guests from the old. */
  private static Target[] buckets(List<Target> sharing, Choices.Choice choice) {
    int total = sharing.stream().mapToInt(choice::share).sum();
    Target[] buckets = new Target[BUCKETS];
    int upTo = 0;
    int given = 0;
    for (Target target : sharing) {
      given += choice.share(target);
      int end = given * BUCKETS / total;
      while (upTo < end) {
        buckets[upTo++] = target;
      }
    }
    return buckets;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean contains(Target target) {
    return all.contains(target);
  }

  /**
   * Where a request goes.
   *
   * @param bucket 0 to 99, asked only where there is a choice
   */
  Optional<Target> pick(IntSupplier bucket) {
    if (buckets != null) {
      return Optional.of(buckets[bucket.getAsInt()]);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }
}
