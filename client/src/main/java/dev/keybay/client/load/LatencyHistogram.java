package dev.keybay.client.load;

import java.time.Duration;

/**
 * Counts of durations in buckets whose width is 1/32 of their value, so that a quantile is at most
 * 3.2 % too high. From 0 to 2^40 ns (18 minutes); longer ones count as that. Not thread-safe.
 */
public final class LatencyHistogram {

  private static final int SUB_BITS = 5;
  private static final int SUB = 1 << SUB_BITS;
  private static final int MAX_BITS = 40;

  private final long[] counts = new long[(MAX_BITS - SUB_BITS + 1) * SUB];
  private long count;
  private long max;

  /** Adds one duration. */
  public void record(long nanos) {
    long bounded = Math.min(Math.max(nanos, 0), (1L << MAX_BITS) - 1);
    counts[bucket(bounded)]++;
    count++;
    max = Math.max(max, nanos);
  }

  /** Adds all of another's. */
  public void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    max = Math.max(max, other.max);
  }

  public long count() {
    return count;
  }

  public Duration max() {
    return Duration.ofNanos(max);
  }

  /**
   * The duration that a share of all do not exceed; zero if there are none.
   *
   * @param share from 0 to 1, for example 0.99
   */
  public Duration quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Duration.ofNanos(Math.min(upperBound(i), max));
      }
    }
    return Duration.ZERO;
  }

  /** Below 32 ns each its own bucket; above, 32 buckets for each power of two. */
  private static int bucket(long nanos) {
    if (nanos < SUB) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return (shift << SUB_BITS) + (int) (nanos >>> shift);
  }

  private static long upperBound(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = (bucket >>> SUB_BITS) - 1;
    return (((long) (bucket - (shift << SUB_BITS)) + 1) << shift) - 1;
  }
}
