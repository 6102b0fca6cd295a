package dev.keybay.core.store.sql;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.sql.SQLException;

/**
 * What a database's error means to a caller.
 *
 * <p>SQLite gives its result code as the vendor code, the primary one in the low byte
 * (sqlite.org/rescode.html); PostgreSQL gives a SQLSTATE and the vendor code 0.
 */
public final class SqlErrors {
  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_FULL = 13;

  /** SQLSTATE class 53, insufficient resources: disk_full. */
  private static final String POSTGRESQL_DISK_FULL = "53100";

  private SqlErrors() {}

  public static KbsException translate(SQLException e) {
    int primary = e.getErrorCode() & 0xff;
    if (primary == SQLITE_FULL || POSTGRESQL_DISK_FULL.equals(e.getSQLState())) {
      return new KbsException(
          ErrorCode.INSUFFICIENT_STORAGE,
          "There is no room to store this. Free space where the broker keeps its data and try again.",
          e);
    }
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
      return new KbsException(
          ErrorCode.UNAVAILABLE, "The store is busy with another process. Try again.", e);
    }
    return new KbsException(ErrorCode.INTERNAL, "The store failed.", e);
  }
}
