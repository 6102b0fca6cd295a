package dev.keybay.core.store.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.store.sqlite.Durability;
import dev.keybay.store.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path data;
  private SqliteDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = new SqliteDatabase(data.resolve("test.db"), Durability.EVERY_COMMIT);
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void scriptsRunOnceAndInOrder() throws Exception {
    migrations("001-one.sql").apply(database);
    migrations("001-one.sql", "002-two.sql").apply(database);
    migrations("001-one.sql", "002-two.sql").apply(database);
    assertEquals("one two", text("SELECT group_concat(word, ' ') FROM words"));
    assertEquals("2", text("SELECT version FROM schema_version WHERE name = 'test'"));
  }

  @Test
  void aScriptThatFailsChangesNothing() throws Exception {
    migrations("001-one.sql").apply(database);
    assertThrows(
        SQLException.class,
        () -> migrations("001-one.sql", "002-two.sql", "003-broken.sql").apply(database));
    assertEquals("one", text("SELECT group_concat(word, ' ') FROM words"));
    assertEquals("1", text("SELECT version FROM schema_version WHERE name = 'test'"));
  }

  @Test
  void aNewerDatabaseIsRefusedAndUntouched() throws Exception {
    migrations("001-one.sql", "002-two.sql").apply(database);
    database.close();
    byte[] before = Files.readAllBytes(data.resolve("test.db"));
    open();
    NewerSchemaException refused =
        assertThrows(NewerSchemaException.class, () -> migrations("001-one.sql").apply(database));
    assertEquals(2, refused.found());
    assertEquals(1, refused.known());
    assertTrue(refused.getMessage().contains("version 2"), refused.getMessage());
    database.close();
    assertTrue(Arrays.equals(before, Files.readAllBytes(data.resolve("test.db"))));
  }

  @Test
  void aNewerHostDatabaseIsRefused() throws Exception {
    new HostDatabase(database);
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE schema_version SET version = 99");
          }
        });
    assertEquals(
        99, assertThrows(NewerSchemaException.class, () -> new HostDatabase(database)).found());
  }

  @Test
  void schemasShareADatabase() throws Exception {
    new HostDatabase(database);
    migrations("001-one.sql").apply(database);
    assertEquals("2", text("SELECT count(*) FROM schema_version"));
  }

  @Test
  void scriptsAreNumberedWithoutGaps() {
    assertThrows(IllegalArgumentException.class, () -> migrations("001-one.sql", "003-broken.sql"));
  }

  private static Migrations migrations(String... scripts) {
    return new Migrations(MigrationsTest.class, "test", List.of(scripts));
  }

  private String text(String sql) throws SQLException {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
          }
        });
  }
}
