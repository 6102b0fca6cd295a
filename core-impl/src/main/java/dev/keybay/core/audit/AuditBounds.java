package dev.keybay.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the log says of itself at one moment.
 *
 * @param highest sequence number of the rows that are there, 0 if none is
 * @param start absent while nothing was dropped
 * @param head absent if somebody has removed it
 */
record AuditBounds(long highest, Optional<AuditBound> start, Optional<AuditBound> head) {

  /** In one statement, so that all are of the same moment. */
  static AuditBounds find(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT highest, s.count, s.last, s.mac, h.count, h.last, h.mac"
                    + " FROM (SELECT max(seq) AS highest FROM audit)"
                    + " LEFT JOIN audit_start s ON s.one = 1"
                    + " LEFT JOIN audit_head h ON h.one = 1");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new AuditBounds(row.getLong(1), bound(row, 2), bound(row, 5));
    }
  }

  private static Optional<AuditBound> bound(ResultSet row, int column) throws SQLException {
    long count = row.getLong(column);
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(new AuditBound(count, row.getBytes(column + 1), row.getBytes(column + 2)));
  }
}
