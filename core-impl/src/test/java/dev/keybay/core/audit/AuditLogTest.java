package dev.keybay.core.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.core.store.OpenStore;
import dev.keybay.core.store.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private OpenStore store;
  private AuditLog log;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data, clock);
    log = new AuditLog(store.host(), store.chain(), clock, 100);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
    store.close();
  }

  @Test
  void everyChangeOfASecretIsRecordedWithWhoDidItAndWithoutItsValue() {
    ActorScope.callAs(
        new Actor("admin:alice", "r1"),
        () -> {
          store
              .namespace("plugin/resource")
              .put("a/b", "top secret".getBytes(StandardCharsets.UTF_8));
          return store.namespace("plugin/resource").delete("a/b");
        });
    List<AuditEntry> entries = log.list(0, 10);
    assertEquals(
        List.of(
            new AuditEntry(
                1,
                clock.instant(),
                "admin:alice",
                "r1",
                "secret.put",
                "plugin/resource/a/b",
                "ok",
                1),
            new AuditEntry(
                2,
                clock.instant(),
                "admin:alice",
                "r1",
                "secret.delete",
                "plugin/resource/a/b",
                "ok",
                2)),
        entries);
    assertFalse(entries.toString().contains("top secret"));
  }

  @Test
  void aChangeThatFailsIsNotRecorded() {
    store.namespace("n").put("k", new byte[1]);
    assertThrows(
        KbsException.class, () -> store.namespace("n").put("k", new byte[1], PutOptions.IF_ABSENT));
    store.namespace("n").delete("absent");
    assertEquals(1, log.list(0, 10).size());
  }

  @Test
  void recordsAreWrittenSoonByThemselves() {
    log.record("resource.get", "default/a/b", "denied");
    await().until(() -> store.number("SELECT count(*) FROM audit") == 1);
  }

  @Test
  void recordsAreWrittenAtTheEnd() throws Exception {
    for (int i = 0; i < 50; i++) {
      log.record("resource.get", "r" + i, "ok");
    }
    log.close();
    assertEquals(50, store.number("SELECT count(*) FROM audit"));
  }

  @Test
  void aDurableRecordIsThereAtOnce() throws Exception {
    log.recordDurably("plugin.install", "hello-1.0", "ok");
    assertEquals(1, store.number("SELECT count(*) FROM audit WHERE action = 'plugin.install'"));
  }

  @Test
  void aDurableRecordFailsWhenTheDiskIsFull() throws Exception {
    store.limitTo(0);
    KbsException full =
        assertThrows(
            KbsException.class,
            () -> {
              for (int i = 0; i < 1000; i++) {
                log.recordDurably("plugin.install", "x".repeat(1000), "ok");
              }
            });
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, full.code());
  }

  @Test
  void whatDoesNotFitIntoTheQueueIsCounted() throws Exception {
    store
        .host()
        .write(
            connection -> {
              // The queue's thread waits for this transaction.
              for (int i = 0; i < 2000; i++) {
                log.record("resource.get", "r" + i, "ok");
              }
              return connection;
            });
    await()
        .until(() -> store.number("SELECT count(*) FROM audit WHERE action = 'audit.dropped'") > 0);
    log.close();
    long kept = store.number("SELECT count(*) FROM audit WHERE action = 'resource.get'");
    long lost =
        store.number(
            "SELECT sum(CAST(target AS INTEGER)) FROM audit WHERE action = 'audit.dropped'");
    assertEquals(2000, kept + lost);
    assertTrue(lost > 0);
  }

  @Test
  void textThatCannotBeStoredIsMadeFitAndTheChainHolds() {
    log.recordDurably("a\u0000b", "\uD83D" + "x".repeat(5000), "\uDD11\n");
    log.recordDurably("🔑", "x".repeat(1022) + "🔑🔑", "ok");
    assertEquals(new AuditVerdict.Intact(2), log.verify());
    assertEquals(1024, log.list(0, 1).get(0).target().length());
  }

  @Test
  void anIntactLogIsIntactAfterARestart() throws Exception {
    tenRows();
    close();
    open();
    tenRows();
    assertEquals(new AuditVerdict.Intact(20), log.verify());
  }

  @Test
  void listGoesOnAfterAnEntry() {
    tenRows();
    assertEquals(List.of(5L, 6L, 7L), log.list(4, 3).stream().map(AuditEntry::sequence).toList());
    assertThrows(KbsException.class, () -> log.list(0, 0));
    assertThrows(KbsException.class, () -> log.list(0, 1001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor = 'someone'",
        "request = 'x'",
        "action = 'x'",
        "target = 'x'",
        "outcome = 'x'",
        "at = at + 1",
        "revision = 77",
        "mac = x'00'"
      })
  void aChangedRowIsFound(String change) throws Exception {
    tenRows();
    store.behindItsBack("UPDATE audit SET " + change + " WHERE seq = 4");
    assertBroken(4);
  }

  @Test
  void aRemovedRowIsFound() throws Exception {
    tenRows();
    store.behindItsBack("DELETE FROM audit WHERE seq = 4");
    assertBroken(4);
  }

  @Test
  void aRemovedRowIsFoundWhenTheOthersMoveUp() throws Exception {
    tenRows();
    store.behindItsBack("DELETE FROM audit WHERE seq = 4");
    for (int i = 5; i <= 10; i++) {
      store.behindItsBack("UPDATE audit SET seq = ? WHERE seq = ?", i - 1, i);
    }
    assertBroken(4);
  }

  @Test
  void reorderedRowsAreFound() throws Exception {
    tenRows();
    store.behindItsBack("UPDATE audit SET seq = 100 WHERE seq = 4");
    store.behindItsBack("UPDATE audit SET seq = 4 WHERE seq = 5");
    store.behindItsBack("UPDATE audit SET seq = 5 WHERE seq = 100");
    assertBroken(4);
  }

  @Test
  void aTailThatWasCutOffIsFound() throws Exception {
    tenRows();
    store.behindItsBack("DELETE FROM audit WHERE seq > 7");
    assertBroken(8);
  }

  @Test
  void aTailThatWasCutOffWithTheHeadSetBackIsFoundAndNotMadeGoodByTheNextRow() throws Exception {
    tenRows();
    byte[] last = store.bytes("SELECT mac FROM audit WHERE seq = 7");
    store.behindItsBack("DELETE FROM audit WHERE seq > 7");
    store.behindItsBack("UPDATE audit_head SET count = 7, last = ?", last);
    assertInstanceOf(AuditVerdict.Broken.class, log.verify());
    KbsException refused =
        assertThrows(KbsException.class, () -> log.recordDurably("plugin.install", "x", "ok"));
    assertEquals(ErrorCode.INTERNAL, refused.code());
    assertThrows(KbsException.class, () -> store.namespace("n").put("k", new byte[1]));
  }

  @Test
  void aRowBeyondTheEndIsFound() throws Exception {
    tenRows();
    store.behindItsBack(
        "INSERT INTO audit SELECT 11, at, actor, request, action, target, outcome, revision, mac"
            + " FROM audit WHERE seq = 10");
    assertBroken(11);
  }

  @Test
  void aRemovedLogIsFound() throws Exception {
    tenRows();
    store.behindItsBack("DELETE FROM audit");
    assertBroken(1);
    store.behindItsBack("DELETE FROM audit_head");
    assertInstanceOf(AuditVerdict.Broken.class, log.verify());
  }

  @Test
  void verifyingGoesOverManyPagesBesideWriters() {
    for (int i = 0; i < 2500; i++) {
      log.record("resource.get", "r" + i, "ok");
      if (i % 50 == 0) {
        log.list(0, 1);
      }
    }
    assertEquals(new AuditVerdict.Intact(2500), log.verify());
  }

  private void tenRows() {
    for (int i = 0; i < 10; i++) {
      log.recordDurably("plugin.install", "p" + i, "ok");
    }
  }

  private void assertBroken(long sequence) {
    AuditVerdict.Broken broken = assertInstanceOf(AuditVerdict.Broken.class, log.verify());
    assertEquals(sequence, broken.sequence(), broken.reason());
  }
}
