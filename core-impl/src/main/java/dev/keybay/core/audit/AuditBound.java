package dev.keybay.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where the log ends, or where it begins since its oldest rows were dropped.
 *
 * @param count of rows up to there, which is the sequence number of the last of them
 * @param last the MAC of that row
 * @param mac of the two
 */
record AuditBound(long count, byte[] last, byte[] mac) {

  /** Each is the one row of a table, and has a MAC that fits nowhere else. */
  enum Which {
    /** The last row. */
    HEAD("audit_head", "keybay audit head"),
    /** The last row that was dropped. */
    START("audit_start", "keybay audit start");

    private final String table;
    private final String label;

    Which(String table, String label) {
      this.table = table;
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Optional<AuditBound> find(Connection connection, Which which) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT count, last, mac FROM " + which.table);
        ResultSet row = select.executeQuery()) {
      return row.next()
          ? Optional.of(new AuditBound(row.getLong(1), row.getBytes(2), row.getBytes(3)))
          : Optional.empty();
    }
  }

  void store(Connection connection, Which which) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO "
                + which.table
                + " (one, count, last, mac) VALUES (1, ?, ?, ?) ON CONFLICT (one)"
                + " DO UPDATE SET count = excluded.count, last = excluded.last, mac = excluded.mac")) {
      upsert.setLong(1, count);
      upsert.setBytes(2, last);
      upsert.setBytes(3, mac);
      upsert.executeUpdate();
    }
  }
}
