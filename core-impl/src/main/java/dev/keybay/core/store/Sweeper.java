package dev.keybay.core.store;

import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.ActorScope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes in the background what has expired, in pages so small that no writer waits long. Each
 * deletion is a change like any other: recorded, and told to those who watch.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int PAGE = 100;

  private final Changes changes;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-store-sweep");
            worker.setDaemon(true);
            return worker;
          });

  Sweeper(Changes changes, Clock clock, Duration period) {
    this.changes = changes;
    this.clock = clock;
    var unused =
        thread.scheduleWithFixedDelay(
            this::sweep, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    try {
      while (!thread.isShutdown() && page() == PAGE) {
        // The next page is a transaction of its own.
      }
    } catch (RuntimeException e) {
      // Were it thrown on, the executor would never run again.
      LOG.warn("Expired keys could not be deleted; tried again later", e);
    }
  }

  private int page() {
    return ActorScope.callAs(
        Actor.HOST,
        () ->
            changes.run(
                transaction -> {
                  List<SecretRow> expired =
                      SecretTable.expired(transaction.connection(), clock.millis(), PAGE);
                  for (SecretRow row : expired) {
                    transaction.change("secret.expire", row.namespace(), row.key(), true);
                    SecretTable.delete(transaction.connection(), row.namespace(), row.key());
                  }
                  return expired.size();
                }));
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Deleting expired keys takes long; not waited for");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
