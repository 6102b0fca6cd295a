package dev.keybay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that may be thrown away. Without fsync SQLite promises no intact file after a crash of
 * the machine, and a damaged one must not keep the host from starting.
 */
final class ExpendableFile {
  private static final Logger LOG = LoggerFactory.getLogger(ExpendableFile.class);

  private ExpendableFile() {}

  /** The same path; nothing is there if what was there is damaged. */
  static Path usable(Path file) throws IOException {
    // A clean end leaves no log behind: then nothing needs to be checked.
    boolean unclean = PrivateFiles.companions(file).stream().anyMatch(Files::exists);
    if (Files.exists(file) && (unclean || !isDatabase(file)) && !intact(file)) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .log("The sessions file is damaged and is replaced: guests must attest again");
      Files.deleteIfExists(file);
      for (Path companion : PrivateFiles.companions(file)) {
        Files.deleteIfExists(companion);
      }
    }
    return file;
  }

  private static boolean isDatabase(Path file) {
    return check(file, "PRAGMA schema_version", null);
  }

  private static boolean intact(Path file) {
    return check(file, "PRAGMA quick_check(1)", "ok");
  }

  private static boolean check(Path file, String pragma, @Nullable String expected) {
    try (Connection connection = new Connections(file, Durability.PROCESS_ONLY).openForWriting();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(pragma)) {
      return result.next() && (expected == null || expected.equals(result.getString(1)));
    } catch (SQLException e) {
      return false;
    }
  }
}
