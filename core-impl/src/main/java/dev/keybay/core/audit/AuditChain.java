package dev.keybay.core.audit;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.store.keys.DataKey;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
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
    if (fresh && AuditHead.find(connection).isEmpty()) {
      new AuditMac(key.key()).head(0, AuditMac.beforeTheFirst()).store(connection);
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
    AuditHead head =
        AuditHead.find(connection)
            .filter(mac::authentic)
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
    mac.head(sequence, last).store(connection);
  }

  AuditMac mac() {
    return mac;
  }
}
