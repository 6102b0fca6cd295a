package dev.keybay.core.audit;

import dev.keybay.core.store.sql.HostDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that need not be durable at once, written together five times a second.
 *
 * <p>Nobody waits for it: when the database is slower than the requests, or the disk is full, what
 * does not fit into the queue is counted, and the count becomes a row of its own.
 */
final class AuditQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);
  private static final Duration FLUSH = Duration.ofMillis(150);
  private static final int BATCH = 1000;

  private final HostDatabase database;
  private final AuditChain chain;
  private final Clock clock;
  private final ArrayBlockingQueue<AuditFact> waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-audit");
            worker.setDaemon(true);
            return worker;
          });

  /** What was taken from the queue and is not written yet; guarded by this. */
  private final List<AuditFact> batch = new ArrayList<>();

  /** Whether the last flush failed; guarded by this. */
  private boolean failing;

  AuditQueue(HostDatabase database, AuditChain chain, Clock clock, int capacity) {
    this.database = database;
    this.chain = chain;
    this.clock = clock;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    var unused =
        thread.scheduleWithFixedDelay(
            this::flush, FLUSH.toMillis(), FLUSH.toMillis(), TimeUnit.MILLISECONDS);
  }

  void add(AuditFact fact) {
    if (!waiting.offer(fact)) {
      dropped.incrementAndGet();
    }
  }

  /** Writes all that waits. Keeps it for the next time if that fails. */
  synchronized void flush() {
    try {
      do {
        waiting.drainTo(batch, BATCH - batch.size());
        // Not while a full batch cannot be written: it must not grow.
        long lost = batch.size() < BATCH ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
          batch.add(lost(lost));
        }
        if (batch.isEmpty()) {
          return;
        }
        database.<Object>write(
            connection -> {
              chain.append(connection, batch);
              return batch;
            });
        batch.clear();
      } while (!waiting.isEmpty() || dropped.get() > 0);
      failing = false;
    } catch (RuntimeException e) {
      // Were it thrown on, the executor would never run again.
      if (!failing) {
        LOG.error("The audit log cannot be written; records wait in memory", e);
      }
      failing = true;
    }
  }

  private AuditFact lost(long count) {
    return new AuditFact(
        clock.millis(), Actor.HOST.name(), "", "audit.dropped", count + " records", "lost", 0);
  }

  /** Writes what waits, and ends. */
  @Override
  public void close() {
    thread.shutdown();
    flush();
  }
}
