package dev.keybay.core.journal;

import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.core.journal.OperationLog.CutOff;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the table {@code plugin_operation}. */
final class OperationRows {
  private static final String SELECT =
      "SELECT id, operation, target, actor, started, step, ended, outcome, detail"
          + " FROM plugin_operation";

  private OperationRows() {}

  static List<OperationRecord> latest(Connection connection, int limit) throws SQLException {
    return records(connection, " ORDER BY id DESC LIMIT ?", limit);
  }

  static Optional<OperationRecord> find(Connection connection, long id) throws SQLException {
    return records(connection, " WHERE id = ?", id).stream().findFirst();
  }

  static Map<Long, String> formerMeanings(Connection connection, int limit) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, former FROM plugin_operation WHERE former IS NOT NULL"
                + " ORDER BY id DESC LIMIT ?")) {
      select.setInt(1, limit);
      try (ResultSet row = select.executeQuery()) {
        Map<Long, String> former = new TreeMap<>();
        while (row.next()) {
          former.put(row.getLong(1), row.getString(2));
        }
        return former;
      }
    }
  }

  static List<CutOff> withoutEnd(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, operation, target, step, brought FROM plugin_operation"
                    + " WHERE ended IS NULL ORDER BY id");
        ResultSet row = select.executeQuery()) {
      List<CutOff> cutOff = new ArrayList<>();
      while (row.next()) {
        cutOff.add(
            new CutOff(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5))
                    .map(text -> Set.of(text.split(" ", -1)))
                    .orElseGet(Set::of)));
      }
      return cutOff;
    }
  }

  private static List<OperationRecord> records(Connection connection, String which, long number)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + which)) {
      select.setLong(1, number);
      try (ResultSet row = select.executeQuery()) {
        List<OperationRecord> records = new ArrayList<>();
        while (row.next()) {
          records.add(record(row));
        }
        return records;
      }
    }
  }

  private static OperationRecord record(ResultSet row) throws SQLException {
    long ended = row.getLong(7);
    Optional<Instant> end =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
    return new OperationRecord(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getString(6),
        end,
        Optional.ofNullable(row.getString(8)).orElse(""),
        Optional.ofNullable(row.getString(9)).orElse(""));
  }
}
