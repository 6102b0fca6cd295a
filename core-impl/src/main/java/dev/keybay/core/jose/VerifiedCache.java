package dev.keybay.core.jose;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What verified tokens said, by their whole text, until they expire or the keys that vouched for
 * them may have changed. Holds the most recently used, bounded by number and by an estimate of
 * their bytes. Thread-safe: one lock, held for a look-up and never while verifying.
 *
 * @param <T> what a token said; immutable
 */
public final class VerifiedCache<T> {
  /** Parsed claims take a multiple of their text: measured about 8 for tokens of attestation. */
  private static final int BYTES_PER_CHARACTER = 12;

  private static final int BYTES_PER_ENTRY = 1024;

  private final int maxEntries;
  private final long maxBytes;
  // Guarded by this.
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Entry<T>(T value, long generation, Instant expires) {}

  /**
   * An empty cache.
   *
   * @param maxEntries 1 or more
   * @param maxBytes estimated; a token that alone exceeds it is not kept
   */
  public VerifiedCache(int maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  /**
   * What the token said, if it was verified under this generation of keys and holds at this time.
   */
  public synchronized Optional<T> get(String token, long generation, Instant now) {
    Entry<T> entry = entries.get(token);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.generation() != generation || now.isAfter(entry.expires())) {
      entries.remove(token);
      bytes -= size(token);
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  /** Keeps what the token said, in place of others that were not used for longer. */
  public synchronized void put(String token, long generation, T value, Instant expires) {
    long size = size(token);
    if (size > maxBytes) {
      return;
    }
    if (entries.put(token, new Entry<>(value, generation, expires)) == null) {
      bytes += size;
    }
    Iterator<String> eldest = entries.keySet().iterator();
    while (entries.size() > maxEntries || bytes > maxBytes) {
      bytes -= size(eldest.next());
      eldest.remove();
    }
  }

  /** Forgets everything. */
  public synchronized void clear() {
    entries.clear();
    bytes = 0;
  }

  synchronized int size() {
    return entries.size();
  }

  private static long size(String token) {
    return BYTES_PER_ENTRY + (long) token.length() * BYTES_PER_CHARACTER;
  }
}
