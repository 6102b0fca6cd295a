package dev.keybay.core.access;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.error.RetryLater;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing that is limited: counts it, and says who is over the limit. Thread-safe. */
final class LimitedDoor {
  private static final Logger LOG = LoggerFactory.getLogger(LimitedDoor.class);
  private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();

  private final String what;
  private final LongAdder refused = new LongAdder();
  private final AtomicLong quietUntil;
  private volatile RateLimit limit;

  /**
   * A door.
   *
   * @param what comes, for the caller and the log
   */
  LimitedDoor(String what, RateLimit limit, long now) {
    this.what = what;
    this.limit = limit;
    this.quietUntil = new AtomicLong(now);
  }

  void change(RateLimit to) {
    limit = to;
  }

  /** How many were over the limit. */
  long refused() {
    return refused.sum();
  }

  /**
   * Counts one.
   *
   * @throws KbsException {@code TOO_MANY_REQUESTS} if there were too many
   */
  void require(String address, long now) {
    long wait = limit.take(network(address), now);
    if (wait == 0) {
      return;
    }
    refused.increment();
    report(address, now);
    throw new KbsException(
        ErrorCode.TOO_MANY_REQUESTS,
        "Too many " + what + "; try again in " + wait + " s",
        new RetryLater(wait));
  }

  /** Once a minute at most: who is over a limit must not fill the log either. */
  private void report(String address, long now) {
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + SILENCE_NANOS)) {
      LOG.atWarn()
          .addKeyValue("pid", RateLimitSettings.PID)
          .addKeyValue("address", address)
          .log("too many {}: some are answered 429", what);
    }
  }

  /** An IPv6 host commonly owns its /64, so that is what counts: the first four groups. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    // Java writes addresses of the protocol without "::", as eight groups.
    String[] groups = address.split(":", 5);
    return groups.length < 5
        ? address
        : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }
}
