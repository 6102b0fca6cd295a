package dev.keybay.store.sqlite;

import dev.keybay.api.store.Database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. SQLite has a single writer anyway; a fair lock in front of it
 * serves threads in the order they came, where SQLite's own busy handler would let them starve.
 *
 * <p>A transaction starts with {@code BEGIN IMMEDIATE}: it takes the write lock at once, so it
 * never fails half way because another process wrote meanwhile.
 */
final class Writer implements AutoCloseable {
  private final Connections connections;
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Guarded by {@link #lock}; null until first used and after a failure that left it in doubt. */
  private @Nullable Connection connection;

  /** Guarded by {@link #lock}. */
  private boolean closed;

  Writer(Connections connections) {
    this.connections = connections;
  }

  <T extends @Nullable Object> T run(SqlWork<T> work) throws SQLException {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction must not open another one on its database");
    }
    lock.lock();
    try {
      Connection open = connection();
      boolean clean = false;
      try {
        T result = transaction(open, work);
        clean = true;
        return result;
      } finally {
        if (!clean && !rolledBack(open)) {
          connection = null;
          open.close();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static <T extends @Nullable Object> T transaction(Connection open, SqlWork<T> work)
      throws SQLException {
    // The driver begins here, and commits when the mode is set back. Its commit() is of no use: it
    // begins the next transaction at once, and would keep the write lock between two of ours.
    open.setAutoCommit(false);
    T result = work.run(open);
    open.setAutoCommit(true);
    return result;
  }

  /** False if it cannot be told what state the connection is in. Closing it rolls back. */
  private static boolean rolledBack(Connection open) {
    try {
      if (open.getAutoCommit()) {
        return false;
      }
      open.rollback();
      open.setAutoCommit(true);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connection() throws SQLException {
    if (closed) {
      throw new SQLException("the database is closed");
    }
    Connection open = connection;
    if (open == null) {
      open = new CachedStatements(connections.openForWriting()).connection();
      connection = open;
    }
    return open;
  }

  /** Waits for the transaction that is under way, moves the log into the database and closes. */
  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      closed = true;
      Connection open = connection;
      connection = null;
      if (open == null) {
        return;
      }
      try (open;
          Statement statement = open.createStatement()) {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    } finally {
      lock.unlock();
    }
  }
}
