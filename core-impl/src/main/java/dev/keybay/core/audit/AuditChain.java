package dev.keybay.core.audit;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.audit.AuditBound.Which;
import dev.keybay.core.store.keys.DataKey;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Appends rows to the audit log inside of somebody's transaction: what is done and that it is
 * recorded are committed together or not at all.
 *
 * <p>The head is checked before it is extended. Otherwise whoever cut rows off the end and set the
 * head back would have the next row make the cut chain authentic again. A head that does not
 * authenticate therefore stops every write, until the database is restored from a backup.
 */
@Component(service = AuditChain.class)
public final class AuditChain {
  private static final String PURPOSE = "audit";

  private final Clock clock;
  private final AuditMac mac;

  @Activate
  public AuditChain(
      @Reference HostDatabase database, @Reference KeyRing keys, @Reference Clock clock) {
    this.clock = clock;
    this.mac = new AuditMac(database.write(connection -> key(connection, keys)).key());
  }

  /** The key and the first head are made in one transaction, once. */
  private static DataKey key(Connection connection, KeyRing keys) throws SQLException {
    boolean fresh = !keys.has(connection, PURPOSE);
    DataKey key = keys.forSealing(connection, PURPOSE, 0);
    if (fresh && AuditBound.find(connection, Which.HEAD).isEmpty()) {
      new AuditMac(key.key())
          .bound(Which.HEAD, 0, AuditMac.beforeTheFirst())
          .store(connection, Which.HEAD);
    }
    return key;
  }

  /** Records what the current actor does, in this transaction. */
  public void append(
      Connection connection, String action, String target, String outcome, long revision)
      throws SQLException {
    append(connection, List.of(AuditFact.of(clock.millis(), action, target, outcome, revision)));
  }

  void append(Connection connection, List<AuditFact> facts) throws SQLException {
    AuditBound head =
        AuditBound.find(connection, Which.HEAD)
            .filter(found -> mac.isAuthentic(Which.HEAD, found))
            .orElseThrow(
                () ->
                    new KbsException(
                        ErrorCode.INTERNAL,
                        "The head of the audit log does not authenticate; nothing is written any"
                            + " more. Verify the log and restore the database from a backup."));
    long sequence = head.count();
    byte[] last = head.last();
    for (AuditFact fact : facts) {
      sequence++;
      last = mac.ofRow(last, sequence, fact);
      new AuditRow(sequence, fact, last).insert(connection);
    }
    mac.bound(Which.HEAD, sequence, last).store(connection, Which.HEAD);
  }

  /**
   * Drops the oldest rows, and records it. What is to be dropped is checked first: of a log that
   * somebody has changed nothing is dropped, or the traces would go with it.
   *
   * @param before rows of this time and later stay, and all after the first of them; ms since 1970
   * @param atMost so many at once
   * @return how many
   * @throws KbsException {@code INTERNAL} if they are not what was written
   */
  int drop(Connection connection, long before, int atMost) throws SQLException {
    AuditBound start = AuditBound.find(connection, Which.START).orElseGet(mac::startOfAll);
    if (!mac.isAuthentic(Which.START, start)) {
      throw changed(start.count());
    }
    long sequence = start.count();
    byte[] last = start.last();
    for (AuditRow row : AuditRow.page(connection, sequence, atMost)) {
      if (row.fact().at() >= before) {
        break;
      }
      sequence++;
      if (row.sequence() != sequence || !mac.isNext(last, sequence, row)) {
        throw changed(sequence);
      }
      last = row.mac();
    }
    int dropped = (int) (sequence - start.count());
    if (dropped > 0) {
      AuditRow.deleteUpTo(connection, sequence);
      mac.bound(Which.START, sequence, last).store(connection, Which.START);
      append(
          connection,
          "audit.drop",
          dropped + " records",
          "before " + Instant.ofEpochMilli(before),
          0);
    }
    return dropped;
  }

  private static KbsException changed(long sequence) {
    return new KbsException(
        ErrorCode.INTERNAL,
        "The audit log was changed at its row %d: nothing of it is dropped. Verify it."
            .formatted(sequence));
  }

  AuditMac mac() {
    return mac;
  }
}
