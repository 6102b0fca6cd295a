package dev.keybay.core.store.keys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table {@code data_key}.
 *
 * @param kek the id of the key that wraps it
 * @param uses how often it has sealed, or may have
 */
record DataKeyRow(
    long id, String purpose, int generation, String kek, byte[] wrapped, long uses, long created) {
  private static final String SELECT =
      "SELECT id, purpose, generation, kek, wrapped, uses, created FROM data_key ";

  /** What the wrapping authenticates: a data key cannot be moved to another purpose. */
  byte[] additionalData() {
    return LengthPrefixed.labelled("keybay data key")
        .number(id)
        .text(purpose)
        .number(generation)
        .toByteArray();
  }

  DataKeyRow wrappedBy(String newKek, byte[] newWrapped) {
    return new DataKeyRow(id, purpose, generation, newKek, newWrapped, uses, created);
  }

  static Optional<DataKeyRow> newest(Connection connection, String purpose) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE purpose = ? ORDER BY generation DESC LIMIT 1")) {
      select.setString(1, purpose);
      return first(select);
    }
  }

  static Optional<DataKeyRow> byId(Connection connection, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      select.setLong(1, id);
      return first(select);
    }
  }

  static List<DataKeyRow> all(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "ORDER BY id");
        ResultSet rows = select.executeQuery()) {
      List<DataKeyRow> all = new ArrayList<>();
      while (rows.next()) {
        all.add(of(rows));
      }
      return all;
    }
  }

  void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO data_key (id, purpose, generation, kek, wrapped, uses, created)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, purpose);
      insert.setInt(3, generation);
      insert.setString(4, kek);
      insert.setBytes(5, wrapped);
      insert.setLong(6, uses);
      insert.setLong(7, created);
      insert.executeUpdate();
    }
  }

  void addUses(Connection connection, long more) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE data_key SET uses = uses + ? WHERE id = ?")) {
      update.setLong(1, more);
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  void updateWrapping(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE data_key SET kek = ?, wrapped = ? WHERE id = ?")) {
      update.setString(1, kek);
      update.setBytes(2, wrapped);
      update.setLong(3, id);
      update.executeUpdate();
    }
  }

  private static Optional<DataKeyRow> first(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? Optional.of(of(rows)) : Optional.empty();
    }
  }

  private static DataKeyRow of(ResultSet row) throws SQLException {
    return new DataKeyRow(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        row.getBytes(5),
        row.getLong(6),
        row.getLong(7));
  }

  /** Without the wrapped key. */
  @Override
  public String toString() {
    return "DataKeyRow[" + id + ", " + purpose + ", " + generation + "]";
  }
}
