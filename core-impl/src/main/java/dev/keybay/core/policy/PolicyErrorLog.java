package dev.keybay.core.policy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs that the policy fails: one warning a minute with the number of those that were not logged,
 * the others at debug, and there alone with the engine's stack: the fault is in the policy. Guests
 * make these requests, and must not be able to flood the log.
 */
final class PolicyErrorLog {
  private static final Logger LOG = LoggerFactory.getLogger(ResourcePolicy.class);
  private static final long INTERVAL = TimeUnit.MINUTES.toNanos(1);

  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final LongAdder quiet = new LongAdder();

  void log(String id, String hash, String problem, @Nullable Throwable cause) {
    long now = System.nanoTime();
    long due = next.get();
    boolean loud = now - due >= 0 && next.compareAndSet(due, now + INTERVAL);
    if (!loud) {
      quiet.increment();
    }
    LOG.atLevel(loud ? Level.WARN : Level.DEBUG)
        .addKeyValue("policy", id)
        .addKeyValue("hash", hash)
        .addKeyValue("problem", problem)
        .addKeyValue("unlogged", loud ? quiet.sumThenReset() : 0)
        .setCause(loud ? null : cause)
        .log("A resource policy did not decide: denied");
  }
}
