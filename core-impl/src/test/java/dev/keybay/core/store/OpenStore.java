package dev.keybay.core.store;

import dev.keybay.api.store.SecretNamespace;
import dev.keybay.core.audit.AuditChain;
import dev.keybay.core.store.keys.FolderKeys;
import dev.keybay.core.store.keys.KeyEncryptionKeys;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import dev.keybay.store.sqlite.Durability;
import dev.keybay.store.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

/** The real parts over a real SQLite file, wired as the container does it. */
public final class OpenStore implements AutoCloseable {
  private final SqliteDatabase database;
  private final HostDatabase host;
  private final KeyRing keys;
  private final AuditChain chain;
  private final SecretStoreService secrets;

  public OpenStore(Path data, Clock clock) throws Exception {
    this(data, clock, new FolderKeys(data.resolve("kek")), Duration.ofHours(1));
  }

  public OpenStore(Path data, Clock clock, KeyEncryptionKeys keks, Duration sweep)
      throws Exception {
    database = new SqliteDatabase(data.resolve("keybay.db"), Durability.EVERY_COMMIT);
    try {
      host = new HostDatabase(database);
      keys = new KeyRing(host, keks, clock);
      chain = new AuditChain(host, keys, clock);
      secrets = new SecretStoreService(host, keys, chain, clock, sweep);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public HostDatabase host() {
    return host;
  }

  public KeyRing keys() {
    return keys;
  }

  public AuditChain chain() {
    return chain;
  }

  public SecretStoreService secrets() {
    return secrets;
  }

  public SecretNamespace namespace(String name) {
    return secrets.namespace(name);
  }

  /** What somebody does who has the file and not the key. */
  public int behindItsBack(String sql, Object... values) throws SQLException {
    return database.write(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  public long number(String sql) throws SQLException {
    return database.read(connection -> number(connection, sql));
  }

  public byte[] bytes(String sql) throws SQLException {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBytes(1);
          }
        });
  }

  /** From now on the file may have so many pages of 4 KiB more than it has. */
  public void limitTo(long morePages) throws SQLException {
    database.<Object>write(
        connection -> {
          long pages = number(connection, "PRAGMA page_count");
          number(connection, "PRAGMA max_page_count = " + (pages + morePages));
          return pages;
        });
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    secrets.close();
    database.close();
  }
}
