package dev.keybay.core.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one plugin version by HTTP status. A version gives few different ones, so that a walk
 * over an array is the fastest way to the right counter; a version that gives many does not make
 * many series.
 */
final class StatusCounts {
  /** Different statuses that are told apart. */
  static final int MAX = 24;

  private static final Counts NONE = new Counts(new int[0], new LongAdder[0]);

  private record Counts(int[] statuses, LongAdder[] adders) {
    @Nullable LongAdder find(int status) {
      for (int i = 0; i < statuses.length; i++) {
        if (statuses[i] == status) {
          return adders[i];
        }
      }
      return null;
    }
  }

  private final LongAdder other = new LongAdder();

  /** Replaced as a whole, under the lock of this object. */
  private volatile Counts counts = NONE;

  void increment(int status) {
    LongAdder known = counts.find(status);
    (known == null ? add(status) : known).increment();
  }

  private synchronized LongAdder add(int status) {
    Counts now = counts;
    LongAdder known = now.find(status);
    if (known != null) {
      return known;
    }
    int size = now.statuses.length;
    if (size == MAX) {
      return other;
    }
    int[] statuses = Arrays.copyOf(now.statuses, size + 1);
    LongAdder[] adders = Arrays.copyOf(now.adders, size + 1);
    LongAdder added = new LongAdder();
    statuses[size] = status;
    adders[size] = added;
    counts = new Counts(statuses, adders);
    return added;
  }

  /** Calls for each status that was seen, as text, with its count. */
  void forEach(ObjLongConsumer<String> consumer) {
    Counts now = counts;
    for (int i = 0; i < now.statuses.length; i++) {
      consumer.accept(Integer.toString(now.statuses[i]), now.adders[i].sum());
    }
    if (other.sum() > 0) {
      consumer.accept(LabelledCounter.OTHER, other.sum());
    }
  }
}
