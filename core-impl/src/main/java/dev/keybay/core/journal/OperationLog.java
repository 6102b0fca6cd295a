package dev.keybay.core.journal;

import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The journal of operations. Each begins with a row before anything is done; its commit moves the
 * row to {@link #COMMITTED} in the transaction that changes the registry. So after a crash the row
 * tells which side of the commit it was on. Thread-safe.
 */
@Component(service = OperationLog.class)
public final class OperationLog {
  /** The step after the commit: what is left is to drain and tidy. */
  public static final String COMMITTED = "drain";

  private static final String DONE = "done";
  private static final int MAX_DETAIL = 4000;

  private final HostDatabase database;
  private final Clock clock;
  private final List<CutOff> cutOff;

  /** Where operations stand that run, by their numbers. */
  private final Map<Long, Stand> running = new ConcurrentSkipListMap<>();

  /** What one does now, and since when. */
  public record Stand(String target, String step, Instant since) {}

  /**
   * An operation that was cut off.
   *
   * @param mayLeave digests of bytes that are to be deleted unless the registry refers to them
   */
  public record CutOff(
      long id, String operation, String target, String step, Set<String> mayLeave) {}

  @Activate
  public OperationLog(@Reference HostDatabase database, @Reference Clock clock) {
    this.database = database;
    this.clock = clock;
    // Before anybody can begin another.
    this.cutOff = database.read(OperationRows::withoutEnd);
  }

  /**
   * Begins one; durable when it returns.
   *
   * @param remark what is said of it when it is done; may be empty
   * @param former what the plugin's name means until now, as JSON, if that changes
   */
  public Operation begin(
      PluginOperation operation, String target, String remark, Optional<String> former) {
    String actor = ActorScope.current().name();
    long id =
        database.write(
            connection -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      "INSERT INTO plugin_operation (operation, target, actor, started, step, former)"
                          + " VALUES (?, ?, ?, ?, 'plan', ?) RETURNING id")) {
                insert.setString(1, operation.word());
                insert.setString(2, target);
                insert.setString(3, actor);
                insert.setLong(4, clock.millis());
                insert.setString(5, former.orElse(null));
                try (ResultSet row = insert.executeQuery()) {
                  row.next();
                  return row.getLong(1);
                }
              }
            });
    running.put(id, new Stand(target, "plan", clock.instant()));
    return new Operation(this, id, operation, target, remark);
  }

  /** Where operations stand that run, by their numbers. */
  public Map<Long, Stand> running() {
    return new TreeMap<>(running);
  }

  /** A place between two steps, which need not outlive a crash. */
  void passes(long id, String place) {
    running.computeIfPresent(id, (key, stand) -> new Stand(stand.target(), place, clock.instant()));
  }

  void step(long id, String step) {
    passes(id, step);
    database.<Object>write(connection -> step(connection, id, step));
  }

  String step(Connection connection, long id, String step) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE plugin_operation SET step = ? WHERE id = ?")) {
      update.setString(1, step);
      update.setLong(2, id);
      update.executeUpdate();
      return step;
    }
  }

  /** Notes bytes that are to be deleted unless the registry refers to them in the end. */
  void mayLeave(long id, Set<String> digests) {
    String text = String.join(" ", digests);
    database.<Object>write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE plugin_operation SET brought = ? WHERE id = ?")) {
            update.setString(1, text);
            update.setLong(2, id);
            update.executeUpdate();
            return text;
          }
        });
  }

  void done(long id, String remark) {
    end(id, DONE, remark);
  }

  void failed(long id, String reason) {
    end(id, "failed", reason);
  }

  /** Ends one that a crash has cut off. */
  public void recovered(CutOff cutOff) {
    end(cutOff.id(), cutOff.step().equals(COMMITTED) ? DONE : "undone", "cut off by a crash");
  }

  /** What had no end when this broker started. */
  public List<CutOff> cutOff() {
    return cutOff;
  }

  /** The latest first. */
  public List<OperationRecord> latest(int limit) {
    return database.read(connection -> OperationRows.latest(connection, limit));
  }

  /** What names meant before operations that changed it, by the operations' numbers. */
  public Map<Long, String> formerMeanings(int limit) {
    return database.read(connection -> OperationRows.formerMeanings(connection, limit));
  }

  /** One of them. */
  public Optional<OperationRecord> find(long id) {
    return database.read(connection -> OperationRows.find(connection, id));
  }

  private void end(long id, String outcome, String detail) {
    running.remove(id);
    String cut = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
    database.<Object>write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE plugin_operation SET ended = ?, outcome = ?, detail = ? WHERE id = ?")) {
            update.setLong(1, clock.millis());
            update.setString(2, outcome);
            update.setString(3, cut);
            update.setLong(4, id);
            update.executeUpdate();
            return outcome;
          }
        });
  }
}
