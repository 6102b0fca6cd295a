package dev.keybay.core.store;

import dev.keybay.core.store.SecretTable.SealedSecret;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Rows that were read lately, as they are stored: sealed. Guests ask for the same few secrets again
 * and again, and finding a row costs more than opening it. Thread-safe.
 *
 * <p>Whoever changes rows does so between {@link #begin} and {@link #end}, one at a time, and says
 * which. What is read in between is not kept, so that nobody is given a row from here when somebody
 * else may have seen its successor.
 */
final class RecentSecrets {
  private static final int MAX_ROW_BYTES = 64 << 10;

  /** For names, times and the map itself. */
  private static final int ROW_OVERHEAD = 500;

  private final long maxBytes;
  private final ConcurrentHashMap<Name, SealedSecret> rows = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /** Odd while something changes. */
  private final AtomicLong changes = new AtomicLong();

  private record Name(String namespace, String key) {}

  /**
   * @param maxBytes of all rows together; beyond it all are forgotten
   */
  RecentSecrets(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The row, from here or else by reading it. */
  Optional<SealedSecret> get(
      String namespace, String key, Supplier<Optional<SealedSecret>> database) {
    Name name = new Name(namespace, key);
    SealedSecret known = rows.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    long before = changes.get();
    Optional<SealedSecret> read = database.get();
    if (before % 2 == 0) {
      read.filter(row -> row.sealed().length <= MAX_ROW_BYTES)
          .ifPresent(row -> keep(name, row, before));
    }
    return read;
  }

  private void keep(Name name, SealedSecret row, long before) {
    if (bytes.get() + size(row) > maxBytes) {
      rows.keySet().forEach(this::forget);
    }
    rows.computeIfAbsent(
        name,
        absent -> {
          // In here, because a change that begins later than this removes the row after it.
          if (changes.get() != before) {
            return null;
          }
          bytes.addAndGet(size(row));
          return row;
        });
  }

  /** From here on rows may change. */
  void begin() {
    changes.incrementAndGet();
  }

  /** This row is about to change. */
  void changing(String namespace, String key) {
    forget(new Name(namespace, key));
  }

  /** What was changed is committed, or is not changed after all. */
  void end() {
    changes.incrementAndGet();
  }

  private void forget(Name name) {
    SealedSecret gone = rows.remove(name);
    if (gone != null) {
      bytes.addAndGet(-size(gone));
    }
  }

  int size() {
    return rows.size();
  }

  private static long size(SealedSecret row) {
    return (long) ROW_OVERHEAD + row.sealed().length;
  }
}
