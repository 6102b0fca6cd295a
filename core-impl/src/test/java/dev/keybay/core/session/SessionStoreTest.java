package dev.keybay.core.session;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.Session;
import dev.keybay.core.store.OpenStore;
import dev.keybay.core.store.SettableClock;
import dev.keybay.store.sqlite.Durability;
import dev.keybay.store.sqlite.SqliteDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStoreTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private OpenStore durable;
  private SqliteDatabase database;
  private SessionStoreService sessions;

  @BeforeEach
  void start() throws Exception {
    start(100);
  }

  private void start(int max) throws Exception {
    durable = new OpenStore(data, clock);
    database = new SqliteDatabase(data.resolve("sessions.db"), Durability.PROCESS_ONLY);
    sessions = new SessionStoreService(database, durable.host(), durable.keys(), clock, max);
  }

  @AfterEach
  void stop() throws Exception {
    sessions.close();
    database.close();
    durable.close();
  }

  @Test
  void anOpenedSessionIsFoundUntilItExpires() {
    Session session = sessions.open(HOUR, Map.of("nonce", "n"));
    assertTrue(session.id().matches("[0-9a-f]{32}"));
    assertEquals(clock.instant().plus(HOUR), session.expires());
    assertEquals(Optional.of(session), sessions.find(session.id()));
    clock.advance(HOUR.minusMillis(1));
    assertTrue(sessions.find(session.id()).isPresent());
    clock.advance(Duration.ofMillis(1));
    assertTrue(sessions.find(session.id()).isEmpty());
  }

  @Test
  void anUnknownIdFindsNothing() {
    assertTrue(sessions.find("0".repeat(32)).isEmpty());
    assertTrue(sessions.find("").isEmpty());
  }

  @Test
  void replacingTakesTheSessionAsItIsNow() {
    Session opened = sessions.open(HOUR, Map.of());
    Session attested = opened.attestedWith("token");
    assertTrue(sessions.replace(opened, attested));
    assertFalse(sessions.replace(opened, opened.attestedWith("another")));
    assertEquals(Optional.of(attested), sessions.find(opened.id()));
  }

  @Test
  void anEqualSessionIsAsGoodAsTheSame() {
    Session opened = sessions.open(HOUR, Map.of("a", "b"));
    Session equal = new Session(opened.id(), opened.expires(), Map.of("a", "b"), Optional.empty());
    assertTrue(sessions.replace(equal, equal.attestedWith("token")));
  }

  @Test
  void anExpiredSessionIsNotReplaced() {
    Session opened = sessions.open(HOUR, Map.of());
    clock.advance(HOUR);
    assertFalse(sessions.replace(opened, opened.attestedWith("token")));
  }

  @Test
  void aSessionKeepsItsIdAndItsExpiry() {
    Session opened = sessions.open(HOUR, Map.of());
    Session longer =
        new Session(opened.id(), opened.expires().plusSeconds(1), Map.of(), Optional.empty());
    Session other = new Session("0".repeat(32), opened.expires(), Map.of(), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> sessions.replace(opened, longer));
    assertThrows(IllegalArgumentException.class, () -> sessions.replace(opened, other));
  }

  @Test
  void sessionsSurviveAStopAndAStart() throws Exception {
    Session opened = sessions.open(HOUR, Map.of("nonce", "n🔑", "empty", ""));
    Session attested = sessions.open(HOUR, Map.of());
    sessions.replace(attested, attested.attestedWith("t".repeat(100_000)));
    Session expiring = sessions.open(Duration.ofSeconds(1), Map.of());
    stop();
    clock.advance(Duration.ofMinutes(1));
    start();
    assertEquals(Optional.of(opened), sessions.find(opened.id()));
    assertEquals(
        Optional.of(attested.attestedWith("t".repeat(100_000))), sessions.find(attested.id()));
    assertTrue(sessions.find(expiring.id()).isEmpty());
    assertEquals(2, sessions.size());
    assertEquals(2, rows());
  }

  @Test
  void sessionsAreWrittenSoonByThemselves() {
    sessions.open(HOUR, Map.of());
    await().until(() -> rows() == 1);
  }

  @Test
  void sessionsSurviveARotationOfTheKeyEncryptionKey() throws Exception {
    Session opened = sessions.open(HOUR, Map.of());
    await().until(() -> rows() == 1);
    durable.secrets().rotateKeyEncryptionKey();
    stop();
    start();
    assertEquals(Optional.of(opened), sessions.find(opened.id()));
  }

  @Test
  void anotherBoundCountsAtOnceAndEndsNoSession() throws Exception {
    stop();
    start(2);
    sessions.open(Duration.ofSeconds(10), Map.of());
    Session kept = sessions.open(HOUR, Map.of());
    sessions.bound(1);
    assertCode(ErrorCode.TOO_MANY_REQUESTS, () -> sessions.open(HOUR, Map.of()));
    assertEquals(Optional.of(kept), sessions.find(kept.id()));
    clock.advance(Duration.ofSeconds(10));
    assertCode(ErrorCode.TOO_MANY_REQUESTS, () -> sessions.open(HOUR, Map.of()));
    sessions.bound(2);
    sessions.open(HOUR, Map.of());
    assertCode(ErrorCode.TOO_MANY_REQUESTS, () -> sessions.open(HOUR, Map.of()));
  }

  @Test
  void aFullStoreRefusesUntilSomethingExpires() throws Exception {
    stop();
    start(3);
    sessions.open(Duration.ofSeconds(10), Map.of());
    sessions.open(HOUR, Map.of());
    sessions.open(HOUR, Map.of());
    assertCode(ErrorCode.TOO_MANY_REQUESTS, () -> sessions.open(HOUR, Map.of()));
    clock.advance(Duration.ofSeconds(10));
    sessions.open(HOUR, Map.of());
    assertEquals(3, sessions.size());
    assertCode(ErrorCode.TOO_MANY_REQUESTS, () -> sessions.open(HOUR, Map.of()));
    await().until(() -> rows() == 3);
  }

  @Test
  void manyThreadsOpenNoMoreThanTheBound() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    AtomicInteger refused = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(
          threads.submit(
              () -> {
                for (int j = 0; j < 50; j++) {
                  try {
                    sessions.open(HOUR, Map.of());
                  } catch (KbsException e) {
                    refused.incrementAndGet();
                  }
                }
              }));
    }
    for (Future<?> thread : running) {
      thread.get();
    }
    threads.shutdown();
    assertEquals(100, sessions.size());
    assertEquals(300, refused.get());
  }

  @Test
  void tooMuchInASessionIsRefused() {
    sessions.open(HOUR, Map.of("k", "v".repeat((16 << 10) - 1)));
    assertCode(
        ErrorCode.PAYLOAD_TOO_LARGE, () -> sessions.open(HOUR, Map.of("k", "v".repeat(16 << 10))));
    Session opened = sessions.open(HOUR, Map.of());
    assertCode(
        ErrorCode.PAYLOAD_TOO_LARGE,
        () -> sessions.replace(opened, opened.attestedWith("t".repeat((1 << 20) + 1))));
    assertTrue(sessions.replace(opened, opened.attestedWith("t".repeat(1 << 20))));
    assertThrows(IllegalArgumentException.class, () -> sessions.open(Duration.ZERO, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "\u00e9", "\u20ac", "\ud83d\udd11"})
  void whatASessionMayHoldIsCountedInUtf8(String sign) {
    int room = (16 << 10) - 1;
    int fits = room / sign.getBytes(StandardCharsets.UTF_8).length;
    sessions.open(HOUR, Map.of("k", sign.repeat(fits)));
    assertCode(
        ErrorCode.PAYLOAD_TOO_LARGE, () -> sessions.open(HOUR, Map.of("k", sign.repeat(fits + 1))));
  }

  @Test
  void neitherIdNorTokenNorAttributesAreInTheFiles() throws Exception {
    Session opened = sessions.open(HOUR, Map.of("nonce", "attribute-in-clear"));
    sessions.replace(opened, opened.attestedWith("token-in-clear"));
    await().until(() -> rows() == 1);
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(opened.id()), file::toString);
        assertFalse(content.contains("in-clear"), file::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"expires = expires + 1", "number = number + 10"})
  void aChangedRowIsDropped(String change) throws Exception {
    Session changed = sessions.open(HOUR, Map.of());
    await().until(() -> rows() == 1);
    stop();
    try (SqliteDatabase raw =
        new SqliteDatabase(data.resolve("sessions.db"), Durability.PROCESS_ONLY)) {
      raw.write(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate("UPDATE session SET " + change);
            }
          });
    }
    start();
    assertTrue(sessions.find(changed.id()).isEmpty());
    assertEquals(0, rows());
  }

  @Test
  void sessionsOfBeforeARestartAreNotOverwrittenByNewOnes() throws Exception {
    Session before = sessions.open(HOUR, Map.of());
    stop();
    start();
    Session after = sessions.open(HOUR, Map.of());
    sessions.replace(before, before.attestedWith("late"));
    stop();
    start();
    assertEquals(Optional.of(before.attestedWith("late")), sessions.find(before.id()));
    assertEquals(Optional.of(after), sessions.find(after.id()));
    assertEquals(2, rows());
  }

  @Test
  void aDatabaseThatFailsDoesNotKeepGuestsFromAttesting() throws Exception {
    execute(
        "CREATE TRIGGER broken BEFORE INSERT ON session"
            + " BEGIN SELECT RAISE(ABORT, 'as if the disk were broken'); END");
    Session first = sessions.open(HOUR, Map.of());
    await().during(Duration.ofMillis(300)).until(() -> rows() == 0);
    assertTrue(sessions.find(first.id()).isPresent());
    execute("DROP TRIGGER broken");
    await().until(() -> rows() == 1);
  }

  @Test
  void anInstantIsTheSameBeforeAndAfterARestart() throws Exception {
    clock.advance(Duration.ofNanos(123_456));
    Instant expires = sessions.open(HOUR, Map.of()).expires();
    assertEquals(Instant.ofEpochMilli(expires.toEpochMilli()), expires);
  }

  private void execute(String sql) throws SQLException {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  private long rows() throws SQLException {
    return database.read(connection -> number(connection, "SELECT count(*) FROM session"));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void assertCode(ErrorCode code, Executable work) {
    assertEquals(code, assertThrows(KbsException.class, work).code());
  }
}
