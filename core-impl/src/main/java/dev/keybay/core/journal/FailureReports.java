package dev.keybay.core.journal;

import dev.keybay.api.plugin.FailureReport;
import dev.keybay.core.json.JsonText;
import dev.keybay.core.plugins.Evidence;
import dev.keybay.core.store.sql.HostDatabase;
import dev.keybay.format.json.StrictJson;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What was seen of versions that failed, beside the journal: of the latest {@value #KEPT}
 * operations that have any. Thread-safe.
 */
@Component(service = FailureReports.class)
public final class FailureReports {
  private static final int KEPT = 200;

  private final HostDatabase database;
  private final Evidence evidence;

  @Activate
  public FailureReports(@Reference HostDatabase database, @Reference Evidence evidence) {
    this.database = database;
    this.evidence = evidence;
  }

  /** Keeps what is known of a version's failure with the operation that met it, if anything is. */
  public void keep(long operation, PluginVersion plugin) {
    Optional<FailureReport> report = evidence.take(plugin);
    if (report.isPresent()) {
      String body = JsonText.of(members(report.get()));
      database.<Object>write(
          connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                        "INSERT INTO plugin_failure (operation, body) VALUES (?, ?)");
                PreparedStatement bound =
                    connection.prepareStatement(
                        "DELETE FROM plugin_failure WHERE operation NOT IN (SELECT operation FROM"
                            + " plugin_failure ORDER BY operation DESC LIMIT ?)")) {
              insert.setLong(1, operation);
              insert.setString(2, body);
              insert.executeUpdate();
              bound.setInt(1, KEPT);
              bound.executeUpdate();
              return body;
            }
          });
    }
  }

  /** What was kept with an operation. */
  public Optional<FailureReport> of(long operation) {
    Optional<String> body =
        database.read(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT body FROM plugin_failure WHERE operation = ?")) {
                select.setLong(1, operation);
                try (ResultSet row = select.executeQuery()) {
                  return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
              }
            });
    return body.map(FailureReports::report);
  }

  private static Map<String, @Nullable Object> members(FailureReport report) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("plugin", report.plugin());
    members.put("resolver", report.resolver());
    members.put("stack", report.stack());
    members.put("log", report.log());
    return members;
  }

  private static FailureReport report(String body) {
    try {
      Map<String, @Nullable Object> members =
          StrictJson.object(body.getBytes(StandardCharsets.UTF_8));
      List<?> log = members.get("log") instanceof List<?> lines ? lines : List.of();
      return new FailureReport(
          String.valueOf(members.get("plugin")),
          String.valueOf(members.get("resolver")),
          String.valueOf(members.get("stack")),
          log.stream().map(String::valueOf).toList());
    } catch (IOException e) {
      throw new IllegalStateException("what was written as JSON is JSON", e);
    }
  }
}
