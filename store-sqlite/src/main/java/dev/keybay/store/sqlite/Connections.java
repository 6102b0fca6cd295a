package dev.keybay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Opens connections to one database file, all with the same settings. */
final class Connections {
  /** How long SQLite waits for another process, such as a backup, to give up a lock. */
  private static final Duration BUSY = Duration.ofSeconds(10);

  /** To what the write-ahead log shrinks after a burst. */
  private static final int LOG_LIMIT_BYTES = 64 << 20;

  private static final int PAGE_CACHE_KIB = 8 << 10;

  private final SQLiteDataSource source;

  Connections(Path file, Durability durability) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(durability.synchronous());
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout((int) BUSY.toMillis());
    config.setJournalSizeLimit(LOG_LIMIT_BYTES);
    // A negative number is a size in KiB, not a number of pages.
    config.setCacheSize(-PAGE_CACHE_KIB);
    // Sorting must not leave traces in the system's folder for temporary files.
    config.setTempStore(TempStore.MEMORY);
    // Nobody asks for them, and the driver would look for them after every insertion.
    config.setGetGeneratedKeys(false);
    source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
  }

  /** Gives a file that is still empty its pages; in write-ahead mode it is too late for that. */
  static void layOut(Path file, Durability durability) throws SQLException, IOException {
    if (Files.size(file) > 0) {
      return;
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(durability.pageBytes());
    config.setSynchronous(durability.synchronous());
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM");
    }
  }

  Connection openForWriting() throws SQLException {
    return source.getConnection();
  }

  /** A connection on which every change fails. */
  Connection openForReading() throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
