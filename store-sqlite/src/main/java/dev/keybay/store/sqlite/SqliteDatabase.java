package dev.keybay.store.sqlite;

import dev.keybay.api.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite file in write-ahead mode: one writer, a few readers that never wait for it.
 *
 * <p>Errors pass through as the driver throws them. {@link SQLException#getErrorCode} is SQLite's
 * result code, whose low byte is the primary one: 13 ({@code SQLITE_FULL}) when there is no room, 5
 * ({@code SQLITE_BUSY}) when another process held the lock too long, 11 and 26 when the file is
 * damaged or no database. {@link SQLException#getSQLState} is null.
 *
 * <p>The file and its companions have mode 0600, their folder 0700, wherever the file system knows
 * modes.
 */
public class SqliteDatabase implements Database, AutoCloseable {
  private static final int READERS = 4;

  private final Writer writer;
  private final Readers readers;

  /**
   * @param file created if absent, with its folder
   * @throws IOException if the folder or the file cannot be made private
   * @throws SQLException if it is no database or cannot be opened
   */
  public SqliteDatabase(Path file, Durability durability) throws IOException, SQLException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder != null) {
      PrivateFiles.folder(folder);
    }
    PrivateFiles.database(absolute);
    Connections.layOut(absolute, durability);
    Connections connections = new Connections(absolute, durability);
    writer = new Writer(connections);
    readers = new Readers(connections, READERS);
    try {
      // Shows at once, and not at the first request, whether the file can be written.
      write(connection -> null);
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public final Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public final <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException {
    return readers.run(work);
  }

  @Override
  public final <T extends @Nullable Object> T write(SqlWork<T> work) throws SQLException {
    return writer.run(work);
  }

  /**
   * Waits for the transaction that is under way and, for some seconds, for reads; then closes all.
   * The last connection to close leaves one file without companions.
   */
  @Override
  public final void close() throws SQLException {
    try (writer) {
      readers.close();
    }
  }
}
