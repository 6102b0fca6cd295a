package dev.keybay.core.store.sql;

import dev.keybay.api.store.Database;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable database with the host's schema in it. Errors are {@link
 * dev.keybay.api.error.KbsException}s, see {@link SqlErrors}.
 */
@Component(service = HostDatabase.class)
public final class HostDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(HostDatabase.class);
  private static final Migrations SCHEMA =
      new Migrations(
          HostDatabase.class,
          "host",
          List.of(
              "001-secrets-and-audit.sql",
              "002-plugins.sql",
              "003-plugin-failures.sql",
              "004-former-meaning.sql",
              "005-audit-start.sql"));

  private final Database database;

  /**
   * Brings the schema up to date.
   *
   * @throws NewerSchemaException if the database was written by a newer Keybay
   * @throws SQLException if the schema cannot be brought up to date; nothing was changed
   */
  @Activate
  public HostDatabase(
      @Reference(target = "(" + Database.PURPOSE + "=" + Database.DURABLE + ")") Database database)
      throws SQLException {
    this.database = database;
    try {
      SCHEMA.apply(database);
    } catch (NewerSchemaException e) {
      LOG.error(e.getMessage());
      throw e;
    }
  }

  /** See {@link Database#read}. */
  public <T extends @Nullable Object> T read(Database.SqlWork<T> work) {
    try {
      return database.read(work);
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }

  /** See {@link Database#write}. */
  public <T extends @Nullable Object> T write(Database.SqlWork<T> work) {
    try {
      return database.write(work);
    } catch (SQLException e) {
      throw SqlErrors.translate(e);
    }
  }
}
