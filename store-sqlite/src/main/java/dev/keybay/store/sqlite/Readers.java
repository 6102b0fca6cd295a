package dev.keybay.store.sqlite;

import dev.keybay.api.store.Database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pool of connections that read, opened as they are needed. Each statement sees the last
 * commit before it began, and waits for no writer.
 */
final class Readers implements AutoCloseable {
  private static final long CLOSE_WAIT_SECONDS = 5;

  private final Connections connections;
  private final int size;
  private final Semaphore permits;

  /** The one used last comes first: its page cache is warm. */
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  private volatile boolean closed;

  Readers(Connections connections, int size) {
    this.connections = connections;
    this.size = size;
    this.permits = new Semaphore(size);
  }

  <T extends @Nullable Object> T run(SqlWork<T> work) throws SQLException {
    permits.acquireUninterruptibly();
    try {
      Connection connection = take();
      boolean healthy = false;
      try {
        T result = work.run(connection);
        healthy = true;
        return result;
      } finally {
        if (healthy && !closed) {
          idle.push(connection);
        } else {
          connection.close();
        }
      }
    } finally {
      permits.release();
    }
  }

  private Connection take() throws SQLException {
    if (closed) {
      throw new SQLException("the database is closed");
    }
    Connection connection = idle.poll();
    return connection != null
        ? connection
        : new CachedStatements(connections.openForReading()).connection();
  }

  /** Waits a little for the readers that are under way; those that stay longer close their own. */
  @Override
  public void close() throws SQLException {
    closed = true;
    boolean all = false;
    try {
      all = permits.tryAcquire(size, CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
        connection.close();
      }
    } finally {
      if (all) {
        permits.release(size);
      }
    }
  }
}
