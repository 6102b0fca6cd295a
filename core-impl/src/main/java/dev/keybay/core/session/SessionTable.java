package dev.keybay.core.session;

import dev.keybay.api.store.Database;
import dev.keybay.core.store.sql.Migrations;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements on the table {@code session}. */
final class SessionTable {
  private static final Migrations SCHEMA =
      new Migrations(
          SessionTable.class, "sessions", List.of("001-sessions.sql", "002-numbered.sql"));

  private final Database database;

  SessionTable(Database database) throws SQLException {
    this.database = database;
    SCHEMA.apply(database);
  }

  List<SessionRow> all() throws SQLException {
    return database.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT number, expires, data_key, sealed FROM session ORDER BY number");
              ResultSet rows = select.executeQuery()) {
            List<SessionRow> all = new ArrayList<>();
            while (rows.next()) {
              all.add(
                  new SessionRow(
                      rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getBytes(4)));
            }
            return all;
          }
        });
  }

  /** Stores the rows and deletes those with these numbers, in one transaction. */
  void write(Collection<SessionRow> rows, Collection<Long> gone) throws SQLException {
    database.<Object>write(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "INSERT INTO session (number, expires, data_key, sealed) VALUES (?, ?, ?, ?)"
                      + " ON CONFLICT (number) DO UPDATE SET expires = excluded.expires,"
                      + " data_key = excluded.data_key, sealed = excluded.sealed")) {
            for (SessionRow row : rows) {
              upsert.setLong(1, row.number());
              upsert.setLong(2, row.expires());
              upsert.setLong(3, row.dataKey());
              upsert.setBytes(4, row.sealed());
              upsert.executeUpdate();
            }
          }
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM session WHERE number = ?")) {
            for (long number : gone) {
              delete.setLong(1, number);
              delete.executeUpdate();
            }
          }
          return rows;
        });
  }

  /**
   * A row, see {@link Held}.
   *
   * @param expires milliseconds since 1970 UTC
   * @param dataKey the id of the key that sealed it
   */
  record SessionRow(long number, long expires, long dataKey, byte[] sealed) {}
}
