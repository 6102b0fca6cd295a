package dev.keybay.core.audit;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.store.sql.HostDatabase;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The audit log. Changes of the secret store are recorded by the store itself, in the transaction
 * of the change, see {@link AuditChain}; everything else through this. The actor is the one that
 * the thread is bound to, see {@link ActorScope}. Texts are cut at 1024 characters.
 *
 * <p>What {@link #verify} detects, in a database that somebody changed who does not have the key:
 * any change of a row, rows that were inserted, removed, or put in another order, and rows cut off
 * either end, but for those that {@link AuditRetention} has dropped. What it cannot detect: that
 * the whole database, or the log together with its head, was replaced by an older copy of itself;
 * that log, head and key were all removed; and anything done by someone who has the key-encryption
 * key. Keep copies of the log, or of its last entry, elsewhere if that matters to you.
 *
 * <p>Thread-safe.
 */
@Component(service = AuditLog.class, immediate = true)
public final class AuditLog implements AutoCloseable {
  private static final int QUEUE = 16 << 10;
  private static final int MAX_PAGE = 1000;

  private final HostDatabase database;
  private final AuditChain chain;
  private final Clock clock;
  private final AuditQueue queue;

  @Activate
  public AuditLog(
      @Reference HostDatabase database, @Reference AuditChain chain, @Reference Clock clock) {
    this(database, chain, clock, QUEUE);
  }

  AuditLog(HostDatabase database, AuditChain chain, Clock clock, int capacity) {
    this.database = database;
    this.chain = chain;
    this.clock = clock;
    this.queue = new AuditQueue(database, chain, clock, capacity);
  }

  /**
   * Records something that happened. Returns at once; written within 200 ms and when the host
   * stops, lost if it crashes before. Never fails: when the queue is full, a row says how many
   * records are missing.
   */
  public void record(String action, String target, String outcome) {
    record(ActorScope.current(), action, target, outcome);
  }

  /**
   * Records what somebody has done for whom this thread does not work, or no more. Else as above.
   */
  public void record(Actor actor, String action, String target, String outcome) {
    queue.add(
        new AuditFact(clock.millis(), actor.name(), actor.requestId(), action, target, outcome, 0));
  }

  /**
   * Records something that an administrator does. Durable when it returns.
   *
   * @throws KbsException {@code INSUFFICIENT_STORAGE} when the disk is full: then do not do it
   */
  public void recordDurably(String action, String target, String outcome) {
    database.<Object>write(
        connection -> {
          chain.append(connection, action, target, outcome, 0);
          return action;
        });
  }

  /** Checks every row, with what was recorded until now. Reads the whole log: some seconds a GB. */
  public AuditVerdict verify() {
    queue.flush();
    return new AuditVerifier(database, chain.mac()).verify();
  }

  /**
   * Entries in order.
   *
   * @param after the sequence number of the last entry of the page before, or 0
   * @param limit 1 to 1000
   * @throws KbsException {@code BAD_REQUEST} for a limit out of bounds
   */
  public List<AuditEntry> list(long after, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "limit must be 1 to %d, not %d".formatted(MAX_PAGE, limit));
    }
    queue.flush();
    return database.read(connection -> AuditRow.page(connection, after, limit)).stream()
        .map(AuditRow::entry)
        .toList();
  }

  /**
   * Entries of actions that begin with a text, the latest first.
   *
   * @param prefix letters and dots
   * @param before only entries before this one; 0 for all
   * @param limit 1 to 1000
   * @throws KbsException {@code BAD_REQUEST} for a limit or number out of bounds
   */
  public List<AuditEntry> latest(String prefix, long before, int limit) {
    if (limit < 1 || limit > MAX_PAGE || before < 0) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          "limit must be 1 to %d, and before not negative; got %d and %d"
              .formatted(MAX_PAGE, limit, before));
    }
    queue.flush();
    long end = before == 0 ? Long.MAX_VALUE : before;
    return database.read(connection -> AuditRow.latest(connection, prefix, end, limit)).stream()
        .map(AuditRow::entry)
        .toList();
  }

  /** Writes what waits. */
  @Override
  @Deactivate
  public void close() {
    queue.close();
  }
}
