package dev.keybay.api.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A relational database, offered by a store bundle. The host brings the schema and the statements;
 * the bundle brings connections, the settings that make commits durable, and the dialect.
 *
 * <p>Registered with the service property {@link #PURPOSE}. Thread-safe. Work must not keep the
 * connection, and must not call the same database again from inside.
 */
@ConsumerType
public interface Database {
  /** Service property: {@link #DURABLE} or {@link #SESSIONS}. */
  String PURPOSE = "keybay.database";

  /** Every commit is on stable storage before {@link #write} returns. */
  String DURABLE = "durable";

  /** Commits may be lost in a crash; whole or not at all. */
  String SESSIONS = "sessions";

  /** The SQL that it speaks. */
  enum Dialect {
    SQLITE,
    POSTGRESQL
  }

  Dialect dialect();

  /**
   * Runs the work on a connection for reading, outside of any write.
   *
   * @throws SQLException from the work or the database
   */
  <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException;

  /**
   * Runs the work in one transaction: committed when this returns, rolled back when the work
   * throws.
   *
   * @throws SQLException from the work or the database; nothing was changed
   */
  <T extends @Nullable Object> T write(SqlWork<T> work) throws SQLException;

  /** Statements to run on one connection, in one transaction. */
  @FunctionalInterface
  interface SqlWork<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }
}
