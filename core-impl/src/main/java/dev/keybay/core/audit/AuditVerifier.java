package dev.keybay.core.audit;

import dev.keybay.core.audit.AuditVerdict.Broken;
import dev.keybay.core.audit.AuditVerdict.Intact;
import dev.keybay.core.store.sql.HostDatabase;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Walks the chain in pages, beside writers: what they append meanwhile is left out. */
final class AuditVerifier {
  private static final int PAGE = 1000;

  private final HostDatabase database;
  private final AuditMac mac;

  AuditVerifier(HostDatabase database, AuditMac mac) {
    this.database = database;
    this.mac = mac;
  }

  AuditVerdict verify() {
    End end = database.read(AuditVerifier::end);
    long count = end.head().count();
    if (!mac.authentic(end.head())) {
      return broken(end.highest(), "the head of the log does not authenticate");
    }
    byte[] last = AuditMac.beforeTheFirst();
    long expected = 1;
    while (expected <= count) {
      long after = expected - 1;
      List<AuditRow> page = database.read(connection -> AuditRow.page(connection, after, PAGE));
      for (AuditRow row : page) {
        if (expected > count) {
          break;
        }
        if (row.sequence() != expected) {
          return broken(expected, "the row is missing");
        }
        if (!MessageDigest.isEqual(row.mac(), mac.ofRow(last, expected, row.fact()))) {
          return broken(expected, "the row does not authenticate in its place");
        }
        last = row.mac();
        expected++;
      }
      if (page.isEmpty()) {
        return broken(expected, "the row is missing, and all after it");
      }
    }
    if (!MessageDigest.isEqual(last, end.head().last())) {
      return broken(count, "the last row is not the one that the head names");
    }
    if (end.highest() > count) {
      return broken(count + 1, "the row is beyond the end of the log");
    }
    return new Intact(count);
  }

  private static Broken broken(long sequence, String reason) {
    return new Broken(sequence, reason);
  }

  /** One statement, so that both are of the same moment. */
  private static End end(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT (SELECT max(seq) FROM audit), count, last, mac FROM audit_head");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        return new End(0, new AuditHead(0, new byte[0], new byte[0]));
      }
      return new End(
          row.getLong(1), new AuditHead(row.getLong(2), row.getBytes(3), row.getBytes(4)));
    }
  }

  private record End(long highest, AuditHead head) {}
}
