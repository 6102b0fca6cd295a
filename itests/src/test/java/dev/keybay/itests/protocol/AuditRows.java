package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a broker's audit log has of requests: read from its file, for no endpoint shows it. */
final class AuditRows {
  private final String database;

  AuditRows(Broker broker) {
    database = "jdbc:sqlite:file:" + broker.data().resolve("keybay.db") + "?mode=ro";
  }

  /** Waits until one of a request is there, for they are written in batches: all of it. */
  List<String> of(HttpResponse<?> answer) throws SQLException {
    Instant end = Instant.now().plusSeconds(30);
    List<String> rows = now(answer);
    while (rows.isEmpty()) {
      assertTrue(Instant.now().isBefore(end), "no row of " + answer);
      rows = now(answer);
    }
    return rows;
  }

  /** {@code ACTOR ACTION TARGET OUTCOME} of each row of the request, of the actor only its kind. */
  List<String> now(HttpResponse<?> answer) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT actor, action, target, outcome FROM audit WHERE request = ?")) {
      select.setString(1, answer.headers().firstValue("X-Request-Id").orElseThrow());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String kind = row.getString(1).split(":", 2)[0];
          rows.add(String.join(" ", kind, row.getString(2), row.getString(3), row.getString(4)));
        }
      }
    }
    return rows;
  }
}
