package dev.keybay.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The end of the chain, the one row of the table {@code audit_head}.
 *
 * @param count of rows, which is the sequence number of the last
 * @param last the MAC of the last row
 * @param mac of the two
 */
record AuditHead(long count, byte[] last, byte[] mac) {

  static Optional<AuditHead> find(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT count, last, mac FROM audit_head");
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new AuditHead(row.getLong(1), row.getBytes(2), row.getBytes(3)))
          : Optional.empty();
    }
  }

  void store(Connection connection) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO audit_head (one, count, last, mac) VALUES (1, ?, ?, ?) ON CONFLICT (one)"
                + " DO UPDATE SET count = excluded.count, last = excluded.last, mac = excluded.mac")) {
      upsert.setLong(1, count);
      upsert.setBytes(2, last);
      upsert.setBytes(3, mac);
      upsert.executeUpdate();
    }
  }
}
