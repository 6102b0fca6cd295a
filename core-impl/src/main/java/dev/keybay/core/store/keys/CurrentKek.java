package dev.keybay.core.store.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The one row of the table {@code kek}: the id of the key that wraps all data keys. */
final class CurrentKek {
  private CurrentKek() {}

  static Optional<String> find(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT id FROM kek");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  static String get(Connection connection) throws SQLException {
    return find(connection)
        .orElseThrow(() -> new SQLException("the database names no key-encryption key"));
  }

  static void set(Connection connection, String id) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO kek (one, id) VALUES (1, ?)"
                + " ON CONFLICT (one) DO UPDATE SET id = excluded.id")) {
      upsert.setString(1, id);
      upsert.executeUpdate();
    }
  }
}
