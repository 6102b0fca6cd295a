package dev.keybay.core.store.sql;

import dev.keybay.api.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings a database to the newest schema: numbered SQL scripts, each run once, all that are missing
 * in one transaction. The table {@code schema_version} says how far each schema has come, so
 * several schemas can share a database.
 *
 * <p>A script is a resource beside its owner, named {@code 001-what-it-does.sql} and so on without
 * gaps. Statements end with a semicolon at the end of a line; a line that begins with {@code --} is
 * a comment. A script that was released is never changed again.
 */
public final class Migrations {
  private static final Pattern END = Pattern.compile(";\\s*$", Pattern.MULTILINE);

  private final Class<?> owner;
  private final String schema;
  private final List<String> scripts;

  /**
   * The scripts of one schema.
   *
   * @param owner whose package has the scripts
   * @param schema the name under which the version is kept
   * @param scripts in order, the first numbered 001
   */
  public Migrations(Class<?> owner, String schema, List<String> scripts) {
    this.owner = owner;
    this.schema = schema;
    this.scripts = List.copyOf(scripts);
    for (int i = 0; i < scripts.size(); i++) {
      String number = "%03d-".formatted(i + 1);
      if (!scripts.get(i).startsWith(number)) {
        throw new IllegalArgumentException(
            "script %s must begin with %s".formatted(scripts.get(i), number));
      }
    }
  }

  /**
   * Runs what is missing.
   *
   * @throws NewerSchemaException if the database is ahead of the scripts; nothing was changed
   * @throws SQLException if a script fails; nothing was changed
   */
  public void apply(Database database) throws SQLException {
    database.<Object>write(
        connection -> {
          int version = version(connection);
          if (version > scripts.size()) {
            throw new NewerSchemaException(schema, version, scripts.size());
          }
          for (String script : scripts.subList(version, scripts.size())) {
            run(connection, script);
          }
          if (version < scripts.size()) {
            store(connection, scripts.size());
          }
          return schema;
        });
  }

  private int version(Connection connection) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.executeUpdate(
          "CREATE TABLE IF NOT EXISTS schema_version"
              + " (name TEXT PRIMARY KEY, version INTEGER NOT NULL)");
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT version FROM schema_version WHERE name = ?")) {
      select.setString(1, schema);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  private void store(Connection connection, int version) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO schema_version (name, version) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET version = excluded.version")) {
      upsert.setString(1, schema);
      upsert.setInt(2, version);
      upsert.executeUpdate();
    }
  }

  private void run(Connection connection, String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : END.split(text(script), -1)) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
    }
  }

  private String text(String script) {
    try (InputStream resource = owner.getResourceAsStream(script)) {
      if (resource == null) {
        throw new IllegalStateException("no script " + script + " beside " + owner.getName());
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("--"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
