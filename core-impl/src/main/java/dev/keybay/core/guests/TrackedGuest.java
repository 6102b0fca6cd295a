package dev.keybay.core.guests;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.session.AttestedGuest;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is known of one guest. Changed by many requests at once without a lock: a reader may see the
 * time of one request with the session of another.
 */
final class TrackedGuest {
  private final String id;
  private final long firstSeenMillis;
  private final LongAdder requests = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private volatile long lastSeenMillis;
  private volatile AttestedAs last;

  /** Of the token and not the token itself, which is large and identifies the guest. */
  private record AttestedAs(String tee, Instant expires, boolean cookie) {}

  TrackedGuest(String id, long nowMillis, AttestationToken token, boolean cookie) {
    this.id = id;
    firstSeenMillis = nowMillis;
    lastSeenMillis = nowMillis;
    last = new AttestedAs(token.tee(), token.expires(), cookie);
  }

  void seen(long nowMillis, AttestationToken token, boolean cookie) {
    requests.increment();
    if (lastSeenMillis != nowMillis) {
      lastSeenMillis = nowMillis;
    }
    AttestedAs known = last;
    if (known.cookie != cookie
        || !known.expires.equals(token.expires())
        || !known.tee.equals(token.tee())) {
      last = new AttestedAs(token.tee(), token.expires(), cookie);
    }
  }

  void denied() {
    denied.increment();
  }

  long lastSeenMillis() {
    return lastSeenMillis;
  }

  boolean expired(long nowMillis) {
    return last.expires.toEpochMilli() <= nowMillis;
  }

  AttestedGuest snapshot() {
    AttestedAs now = last;
    return new AttestedGuest(
        id,
        now.tee,
        now.cookie ? "cookie" : "bearer",
        Instant.ofEpochMilli(firstSeenMillis),
        Instant.ofEpochMilli(lastSeenMillis),
        now.expires,
        requests.sum(),
        denied.sum());
  }
}
