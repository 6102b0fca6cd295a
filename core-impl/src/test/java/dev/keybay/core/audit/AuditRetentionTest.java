package dev.keybay.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.Rounds;
import dev.keybay.core.store.OpenStore;
import dev.keybay.core.store.SettableClock;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRetentionTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private Rounds rounds;
  private OpenStore store;
  private AuditLog log;
  private AuditRetention retention;

  private record Days(int keepDays) implements AuditSettings {
    @Override
    public Class<? extends Annotation> annotationType() {
      return AuditSettings.class;
    }
  }

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data, clock);
    rounds = new Rounds();
    log = new AuditLog(store.host(), store.chain(), clock, 1000);
    retention = new AuditRetention(store.host(), store.chain(), clock, rounds, new Days(30));
  }

  @AfterEach
  void close() throws Exception {
    retention.stop();
    rounds.stop();
    log.close();
    store.close();
  }

  @Test
  void whatIsOldGoesAndTheRestCanBeVerified() throws Exception {
    rows(10);
    clock.advance(Duration.ofDays(20));
    rows(5);
    clock.advance(Duration.ofDays(12));
    assertEquals(10, retention.drop());
    // The five, and that the ten were dropped.
    assertEquals(new AuditVerdict.Intact(6), log.verify());
    List<AuditEntry> left = log.list(0, 100);
    assertEquals(11, left.get(0).sequence());
    AuditEntry dropped = left.get(5);
    assertEquals("audit.drop", dropped.action());
    assertEquals("10 records", dropped.target());
    assertEquals(Actor.HOST.name(), dropped.actor());
    assertEquals(0, retention.drop(), "there is no more");
  }

  @Test
  void aLogOfWhichAPartWasDroppedGoesOnAfterARestart() throws Exception {
    rows(10);
    clock.advance(Duration.ofDays(32));
    retention.drop();
    close();
    open();
    rows(3);
    assertEquals(new AuditVerdict.Intact(4), log.verify());
    clock.advance(Duration.ofDays(32));
    assertEquals(4, retention.drop());
    assertEquals(new AuditVerdict.Intact(1), log.verify());
  }

  @Test
  void nothingIsDroppedBeforeItsTimeNorWhereAllIsKept() {
    rows(10);
    clock.advance(Duration.ofDays(30).minusMillis(1));
    assertEquals(0, retention.drop());
    retention.modified(new Days(0));
    clock.advance(Duration.ofDays(4000));
    assertEquals(0, retention.drop());
    assertEquals(new AuditVerdict.Intact(10), log.verify());
    retention.modified(new Days(1));
    assertEquals(10, retention.drop());
  }

  @Test
  void whatIsYoungKeepsWhatCameAfterItThoughTheClockWasSetBack() {
    rows(2);
    clock.advance(Duration.ofDays(100));
    rows(1);
    clock.advance(Duration.ofDays(-99));
    rows(1);
    clock.advance(Duration.ofDays(40));
    assertEquals(2, retention.drop());
    assertEquals(new AuditVerdict.Intact(3), log.verify());
  }

  @Test
  void manyRowsGoInPagesBesideWhoWritesAndVerifies() throws Exception {
    rows(45_000);
    clock.advance(Duration.ofDays(32));
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<AuditVerdict> verified = beside.submit(log::verify);
      long dropped = retention.drop();
      assertEquals(20_000, dropped, "a look does not take all of them");
      log.recordDurably("plugin.install", "between", "ok");
      while (retention.drop() > 0) {
        dropped += 20_000;
      }
      assertInstanceOf(AuditVerdict.Intact.class, verified.get(60, TimeUnit.SECONDS));
      assertTrue(dropped >= 45_000);
    } finally {
      beside.shutdownNow();
    }
    assertInstanceOf(AuditVerdict.Intact.class, log.verify());
    assertEquals(0, store.number("SELECT count(*) FROM audit WHERE action = 'old'"));
  }

  @Test
  void ofALogThatWasChangedNothingIsDropped() throws Exception {
    rows(10);
    store.behindItsBack("UPDATE audit SET target = 'x' WHERE seq = 4");
    clock.advance(Duration.ofDays(32));
    KbsException refused = assertThrows(KbsException.class, () -> retention.drop());
    assertEquals(ErrorCode.INTERNAL, refused.code());
    assertEquals(10, store.number("SELECT count(*) FROM audit"));
    assertBroken(4);
  }

  /** As if somebody without the key had made the rest look like all there is. */
  @Test
  void rowsCutOffTheBeginningByOthersAreFound() throws Exception {
    rows(10);
    byte[] last = store.bytes("SELECT mac FROM audit WHERE seq = 4");
    store.behindItsBack("DELETE FROM audit WHERE seq <= 4");
    assertBroken(1);
    store.behindItsBack("INSERT INTO audit_start SELECT 1, 4, ?, mac FROM audit_head", last);
    assertBroken(4);
    clock.advance(Duration.ofDays(32));
    assertThrows(KbsException.class, () -> retention.drop());
  }

  @Test
  void moreCutOffTheBeginningThanWasDroppedIsFound() throws Exception {
    rows(10);
    clock.advance(Duration.ofDays(32));
    rows(10);
    retention.drop();
    store.behindItsBack("DELETE FROM audit WHERE seq = 11");
    assertBroken(11);
    store.behindItsBack("DELETE FROM audit_start");
    assertBroken(1);
  }

  private void rows(int count) {
    for (int i = 0; i < count; i++) {
      log.record("old", "r" + i, "ok");
      if (i % 500 == 499) {
        log.list(0, 1); // writes what waits
      }
    }
    log.list(0, 1);
  }

  private void assertBroken(long sequence) {
    AuditVerdict.Broken broken = assertInstanceOf(AuditVerdict.Broken.class, log.verify());
    assertEquals(sequence, broken.sequence(), broken.reason());
  }
}
