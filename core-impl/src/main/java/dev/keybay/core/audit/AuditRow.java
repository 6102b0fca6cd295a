package dev.keybay.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A row of the table {@code audit}. */
record AuditRow(long sequence, AuditFact fact, byte[] mac) {

  void insert(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit (seq, at, actor, request, action, target, outcome, revision, mac)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, sequence);
      insert.setLong(2, fact.at());
      insert.setString(3, fact.actor());
      insert.setString(4, fact.requestId());
      insert.setString(5, fact.action());
      insert.setString(6, fact.target());
      insert.setString(7, fact.outcome());
      insert.setLong(8, fact.revision());
      insert.setBytes(9, mac);
      insert.executeUpdate();
    }
  }

  /** Rows after this sequence number, in order. */
  static List<AuditRow> page(Connection connection, long after, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq, at, actor, request, action, target, outcome, revision, mac FROM audit"
                + " WHERE seq > ? ORDER BY seq LIMIT ?")) {
      select.setLong(1, after);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        return read(rows);
      }
    }
  }

  /** Rows before this sequence number whose action begins so, the latest first. */
  static List<AuditRow> latest(Connection connection, String prefix, long before, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT seq, at, actor, request, action, target, outcome, revision, mac FROM audit"
                + " WHERE seq < ? AND substr(action, 1, ?) = ? ORDER BY seq DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(2, prefix.length());
      select.setString(3, prefix);
      select.setInt(4, limit);
      try (ResultSet rows = select.executeQuery()) {
        return read(rows);
      }
    }
  }

  static void deleteUpTo(Connection connection, long sequence) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM audit WHERE seq <= ?")) {
      delete.setLong(1, sequence);
      delete.executeUpdate();
    }
  }

  private static List<AuditRow> read(ResultSet rows) throws SQLException {
    List<AuditRow> page = new ArrayList<>();
    while (rows.next()) {
      AuditFact fact =
          new AuditFact(
              rows.getLong(2),
              rows.getString(3),
              rows.getString(4),
              rows.getString(5),
              rows.getString(6),
              rows.getString(7),
              rows.getLong(8));
      page.add(new AuditRow(rows.getLong(1), fact, rows.getBytes(9)));
    }
    return page;
  }

  AuditEntry entry() {
    return new AuditEntry(
        sequence,
        Instant.ofEpochMilli(fact.at()),
        fact.actor(),
        fact.requestId(),
        fact.action(),
        fact.target(),
        fact.outcome(),
        fact.revision());
  }
}
