package dev.keybay.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
  @TempDir Path temporary;
  private Path file;
  private SqliteDatabase database;

  @BeforeEach
  void open() throws Exception {
    file = temporary.resolve("data/keybay.db");
    database = new SqliteDatabase(file, Durability.EVERY_COMMIT);
    write("CREATE TABLE t (n INTEGER)");
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Test
  void whatIsCommittedIsRead() throws Exception {
    write("INSERT INTO t VALUES (1)");
    assertEquals(1, count(database));
  }

  @Test
  void workThatThrowsChangesNothingAndTheNextTransactionWorks() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.write(
                connection -> {
                  execute(connection, "INSERT INTO t VALUES (1)");
                  throw new IllegalStateException("no");
                }));
    assertEquals(0, count(database));
    write("INSERT INTO t VALUES (2)");
    assertEquals(1, count(database));
  }

  /** A page holds several sessions, or each would be written with as much air as it is long. */
  @Test
  void whatIsNotWaitedForHasLargePages() throws Exception {
    try (SqliteDatabase loose =
        new SqliteDatabase(temporary.resolve("loose.db"), Durability.PROCESS_ONLY)) {
      assertEquals(16 << 10, pageBytes(loose));
      assertEquals(4 << 10, pageBytes(database));
    }
  }

  private static int pageBytes(Database database) throws SQLException {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet size = statement.executeQuery("PRAGMA page_size")) {
            return size.next() ? size.getInt(1) : 0;
          }
        });
  }

  @Test
  void aReaderCannotChangeAnything() {
    assertThrows(
        SQLException.class,
        () ->
            database.read(
                connection -> {
                  execute(connection, "INSERT INTO t VALUES (1)");
                  return null;
                }));
  }

  @Test
  void aReaderSeesTheLastCommitWhileAWriterIsBusy() throws Exception {
    database.write(
        connection -> {
          execute(connection, "INSERT INTO t VALUES (1)");
          assertEquals(0, count(database));
          return null;
        });
    assertEquals(1, count(database));
  }

  @Test
  void aTransactionInsideATransactionIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () -> database.write(outer -> database.write(inner -> "never")));
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    write("INSERT INTO t VALUES (0)");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                for (int j = 0; j < 50; j++) {
                  write("UPDATE t SET n = n + 1");
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> thread : running) {
      thread.get();
    }
    threads.shutdown();
    assertEquals(400, number(database, "SELECT n FROM t"));
  }

  @Test
  void commitsAreFullySynchronousInWriteAheadMode() throws Exception {
    database.write(
        connection -> {
          assertEquals("wal", text(connection, "PRAGMA journal_mode"));
          assertEquals("2", text(connection, "PRAGMA synchronous"));
          return null;
        });
  }

  @Test
  void nobodyElseMayReadTheFiles() throws Exception {
    write("INSERT INTO t VALUES (1)");
    assertEquals("rwx------", mode(temporary.resolve("data")));
    try (Stream<Path> files = Files.list(temporary.resolve("data"))) {
      List<Path> all = files.toList();
      assertEquals(3, all.size(), all::toString);
      for (Path each : all) {
        assertEquals("rw-------", mode(each), each::toString);
      }
    }
  }

  @Test
  void filesThatAreTooOpenAreClosedAtStart() throws Exception {
    database.close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    database = new SqliteDatabase(file, Durability.EVERY_COMMIT);
    assertEquals("rw-------", mode(file));
  }

  @Test
  void closingLeavesOneFileWithEverythingInIt() throws Exception {
    write("INSERT INTO t VALUES (1)");
    database.close();
    try (Stream<Path> files = Files.list(temporary.resolve("data"))) {
      assertEquals(List.of(file), files.toList());
    }
    database = new SqliteDatabase(file, Durability.EVERY_COMMIT);
    assertEquals(1, count(database));
  }

  @Test
  void aClosedDatabaseSaysSo() throws Exception {
    database.close();
    assertThrows(SQLException.class, () -> write("INSERT INTO t VALUES (1)"));
    assertThrows(SQLException.class, () -> count(database));
  }

  @Test
  void aFullDiskIsRecognisableAndLeavesTheDatabaseUsable() throws Exception {
    database.write(connection -> text(connection, "PRAGMA max_page_count = 8"));
    SQLException full =
        assertThrows(
            SQLException.class, () -> write("INSERT INTO t SELECT zeroblob(1000000) AS n"));
    assertEquals(13, full.getErrorCode() & 0xff);
    database.write(connection -> text(connection, "PRAGMA max_page_count = 1000000"));
    write("INSERT INTO t VALUES (1)");
    assertEquals(1, count(database));
  }

  @Test
  void aStatementThatIsPreparedTwiceAtOnceIsTwoStatements() throws Exception {
    write("INSERT INTO t VALUES (1), (2)");
    int pairs =
        database.read(
            connection -> {
              int seen = 0;
              String sql = "SELECT n FROM t";
              try (PreparedStatement outer = connection.prepareStatement(sql);
                  ResultSet outerRows = outer.executeQuery()) {
                while (outerRows.next()) {
                  try (PreparedStatement inner = connection.prepareStatement(sql);
                      ResultSet innerRows = inner.executeQuery()) {
                    while (innerRows.next()) {
                      seen++;
                    }
                  }
                }
              }
              return seen;
            });
    assertEquals(4, pairs);
  }

  @Test
  void aValueBoundBeforeIsNotBoundToTheNextUseOfTheStatement() throws Exception {
    String sql = "INSERT INTO t VALUES (?)";
    database.write(
        connection -> {
          try (PreparedStatement first = connection.prepareStatement(sql)) {
            first.setLong(1, 42);
            first.executeUpdate();
          }
          try (PreparedStatement second = connection.prepareStatement(sql)) {
            second.executeUpdate();
          }
          return null;
        });
    assertEquals(1, number(database, "SELECT count(*) FROM t WHERE n IS NULL"));
  }

  @Test
  void aClosedStatementIsOfNoUse() throws Exception {
    database.read(
        connection -> {
          PreparedStatement statement = connection.prepareStatement("SELECT 1");
          statement.close();
          assertTrue(statement.isClosed());
          assertThrows(SQLException.class, statement::executeQuery);
          return null;
        });
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
    Path text = temporary.resolve("other/text.db");
    Files.createDirectories(text.getParent());
    Files.writeString(text, "this is a text that is certainly longer than a header ".repeat(40));
    byte[] before = Files.readAllBytes(text);
    assertThrows(SQLException.class, () -> new SqliteDatabase(text, Durability.EVERY_COMMIT));
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(text)));
  }

  @Test
  void aDamagedSessionsFileIsReplaced() throws Exception {
    Path sessions = temporary.resolve("data/sessions.db");
    Files.writeString(
        sessions, "this is a text that is certainly longer than a header ".repeat(40));
    try (SqliteDatabase replaced = new SessionDatabase(sessions)) {
      assertEquals(0, number(replaced, "SELECT count(*) FROM sqlite_schema"));
    }
  }

  @Test
  void theNativeLibraryLeavesNoCopyBehind() throws Exception {
    Path folder = temporary.resolve("data/native");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("sqlite-0-left-behind-libsqlitejdbc.so"), "old");
    new NativeLibrary(temporary.resolve("data"));
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.findAny().isPresent());
    }
  }

  private void write(String sql) throws SQLException {
    database.write(
        connection -> {
          execute(connection, sql);
          return null;
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Database database) throws SQLException {
    return number(database, "SELECT count(*) FROM t");
  }

  private static long number(Database database, String sql) throws SQLException {
    return database.read(connection -> Long.parseLong(text(connection, sql)));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
