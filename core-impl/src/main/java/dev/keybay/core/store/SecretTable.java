package dev.keybay.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The statements on the tables {@code secret} and {@code revision}. */
final class SecretTable {
  /** The length of a sealed value is known without reading it. */
  private static final String COLUMNS =
      "namespace, name, revision, created, updated, expires, data_key, length(sealed)";

  private static final String RANGE =
      "SELECT "
          + COLUMNS
          + " FROM secret WHERE namespace = ? AND name >= ? AND name <> ?"
          + " AND (expires IS NULL OR expires > ?)";
  private static final String ORDER = " ORDER BY name LIMIT ?";

  private SecretTable() {}

  /** The number of the next change; it is given back if the transaction is. */
  static long nextRevision(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE revision SET last = last + 1")) {
      update.executeUpdate();
    }
    try (PreparedStatement select = connection.prepareStatement("SELECT last FROM revision");
        ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the revision counter is missing");
      }
      return row.getLong(1);
    }
  }

  static Optional<SecretRow> find(Connection connection, String namespace, String key)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM secret WHERE namespace = ? AND name = ?")) {
      select.setString(1, namespace);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row(row)) : Optional.empty();
      }
    }
  }

  static Optional<SealedSecret> findSealed(Connection connection, String namespace, String key)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + ", sealed FROM secret WHERE namespace = ? AND name = ?")) {
      select.setString(1, namespace);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new SealedSecret(row(row), row.getBytes(9)))
            : Optional.empty();
      }
    }
  }

  static List<SecretRow> list(
      Connection connection, String namespace, KeyRange range, long now, int limit)
      throws SQLException {
    String sql = RANGE + (range.below().isPresent() ? " AND name < ?" : "") + ORDER;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int i = 1;
      select.setString(i++, namespace);
      select.setString(i++, range.from());
      select.setString(i++, range.not());
      select.setLong(i++, now);
      if (range.below().isPresent()) {
        select.setString(i++, range.below().get());
      }
      select.setInt(i, limit);
      return rows(select);
    }
  }

  /** Keys that have expired, those first that did so first. */
  static List<SecretRow> expired(Connection connection, long now, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM secret WHERE expires IS NOT NULL AND expires <= ?"
                + " ORDER BY expires LIMIT ?")) {
      select.setLong(1, now);
      select.setInt(2, limit);
      return rows(select);
    }
  }

  static void store(Connection connection, SecretRow row, byte[] sealed) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO secret"
                + " (namespace, name, revision, created, updated, expires, data_key, sealed)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (namespace, name) DO UPDATE SET"
                + " revision = excluded.revision, created = excluded.created,"
                + " updated = excluded.updated, expires = excluded.expires,"
                + " data_key = excluded.data_key, sealed = excluded.sealed")) {
      upsert.setString(1, row.namespace());
      upsert.setString(2, row.key());
      upsert.setLong(3, row.revision());
      upsert.setLong(4, row.created());
      upsert.setLong(5, row.updated());
      if (row.expires().isPresent()) {
        upsert.setLong(6, row.expires().getAsLong());
      } else {
        upsert.setNull(6, Types.BIGINT);
      }
      upsert.setLong(7, row.dataKey());
      upsert.setBytes(8, sealed);
      upsert.executeUpdate();
    }
  }

  static void delete(Connection connection, String namespace, String key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM secret WHERE namespace = ? AND name = ?")) {
      delete.setString(1, namespace);
      delete.setString(2, key);
      delete.executeUpdate();
    }
  }

  private static List<SecretRow> rows(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<SecretRow> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row(rows));
      }
      return all;
    }
  }

  private static SecretRow row(ResultSet row) throws SQLException {
    long expires = row.getLong(6);
    boolean never = row.wasNull();
    return new SecretRow(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        never ? OptionalLong.empty() : OptionalLong.of(expires),
        row.getLong(7),
        row.getInt(8));
  }

  /** A row with its value as it is stored. */
  record SealedSecret(SecretRow row, byte[] sealed) {}
}
