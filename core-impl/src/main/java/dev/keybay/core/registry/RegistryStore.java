package dev.keybay.core.registry;

import dev.keybay.core.audit.AuditChain;
import dev.keybay.core.store.sql.HostDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the registry. A change is one transaction: its rows, its line in the audit log, and the end
 * of the operation that it belongs to, or nothing. Thread-safe: readers take the present one
 * without a lock, changes come one after the other.
 */
@Component(service = RegistryStore.class)
public final class RegistryStore {
  private final HostDatabase database;
  private final AuditChain audit;
  private volatile Registry current;

  /** What else belongs to a change's transaction. */
  public interface Also {
    void write(Connection connection) throws SQLException;
  }

  @Activate
  public RegistryStore(@Reference HostDatabase database, @Reference AuditChain audit)
      throws IOException {
    this.database = database;
    this.audit = audit;
    this.current = RegistryRows.read(database.read(RegistryStore::rows));
  }

  public Registry current() {
    return current;
  }

  /**
   * Changes the registry; durable when it returns.
   *
   * @param change gives the registry after; what it throws changes nothing
   * @param action of the audit log, for example {@code plugin.update}
   * @param target what it was done to
   * @param outcome {@code done}, and more words after a colon
   */
  public synchronized Registry commit(
      UnaryOperator<Registry> change, String action, String target, String outcome, Also also) {
    Map<RegistryRows.Key, String> before = RegistryRows.of(current);
    Registry changed = change.apply(current);
    Map<RegistryRows.Key, String> after = RegistryRows.of(changed);
    database.<Object>write(
        connection -> {
          write(connection, before, after);
          audit.append(connection, action, target, outcome, 0);
          also.write(connection);
          return action;
        });
    current = changed;
    return changed;
  }

  private static Map<RegistryRows.Key, String> rows(Connection connection) throws SQLException {
    Map<RegistryRows.Key, String> rows = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT kind, id, body FROM plugin_registry");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.put(new RegistryRows.Key(row.getString(1), row.getString(2)), row.getString(3));
      }
    }
    return rows;
  }

  private static void write(
      Connection connection,
      Map<RegistryRows.Key, String> before,
      Map<RegistryRows.Key, String> after)
      throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM plugin_registry WHERE kind = ? AND id = ?");
        PreparedStatement upsert =
            connection.prepareStatement(
                "INSERT INTO plugin_registry (kind, id, body) VALUES (?, ?, ?)"
                    + " ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body")) {
      for (RegistryRows.Key key : before.keySet()) {
        if (!after.containsKey(key)) {
          delete.setString(1, key.kind());
          delete.setString(2, key.id());
          delete.executeUpdate();
        }
      }
      for (Map.Entry<RegistryRows.Key, String> row : after.entrySet()) {
        if (!row.getValue().equals(before.get(row.getKey()))) {
          upsert.setString(1, row.getKey().kind());
          upsert.setString(2, row.getKey().id());
          upsert.setString(3, row.getValue());
          upsert.executeUpdate();
        }
      }
    }
  }
}
