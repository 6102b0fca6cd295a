package dev.keybay.core.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may come: from one address, and from all together. Remembers the addresses
 * that were seen last, so many and no more; one that is forgotten begins anew, and the bucket of
 * all still holds. Thread-safe: one lock, held for some arithmetic.
 */
final class RateLimit {
  static final int MAX_ADDRESSES = 10_000;

  private final TokenBucket.Rate each;
  // Guarded by this.
  private final TokenBucket all;
  private final Map<String, TokenBucket> addresses =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
          return size() > MAX_ADDRESSES;
        }
      };

  RateLimit(TokenBucket.Rate each, TokenBucket.Rate all, long now) {
    this.each = each;
    this.all = new TokenBucket(all, now);
  }

  /**
   * Counts one.
   *
   * @param address an IPv4 address or the network of an IPv6 one
   * @return 0 if it is within the limits, else the seconds to wait
   */
  synchronized long take(String address, long now) {
    long wait = addresses.computeIfAbsent(address, absent -> new TokenBucket(each, now)).take(now);
    // One who is over their own limit takes nothing from the others.
    return wait > 0 ? wait : all.take(now);
  }

  synchronized int size() {
    return addresses.size();
  }
}
