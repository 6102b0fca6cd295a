package dev.keybay.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretIntegrityTest {
  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private OpenStore store;
  private SecretNamespace secrets;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data, clock);
    secrets = store.namespace("n");
    secrets.put("a", new byte[] {1});
    secrets.put("b", new byte[] {2});
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void aChangedValueDoesNotAuthenticate() throws Exception {
    // The last byte of the tag, with its lowest bit turned.
    byte[] sealed = store.bytes("SELECT sealed FROM secret WHERE name = 'a'");
    sealed[sealed.length - 1] ^= 1;
    store.behindItsBack("UPDATE secret SET sealed = ? WHERE name = 'a'", sealed);
    assertInternal("a");
  }

  @Test
  void aTruncatedValueDoesNotAuthenticate() throws Exception {
    store.behindItsBack("UPDATE secret SET sealed = substr(sealed, 1, 5) WHERE name = 'a'");
    assertInternal("a");
  }

  @Test
  void aValueMovedToAnotherKeyDoesNotAuthenticate() throws Exception {
    store.behindItsBack("DELETE FROM secret WHERE name = 'a'");
    store.behindItsBack("UPDATE secret SET name = 'a' WHERE name = 'b'");
    assertInternal("a");
  }

  @Test
  void aValueMovedToAnotherNamespaceDoesNotAuthenticate() throws Exception {
    store.namespace("m").put("z", new byte[] {3});
    store.behindItsBack("UPDATE secret SET namespace = 'm' WHERE name = 'b'");
    KbsException e = assertThrows(KbsException.class, () -> store.namespace("m").get("b"));
    assertEquals(ErrorCode.INTERNAL, e.code());
  }

  @Test
  void anOldValueUnderANewRevisionDoesNotAuthenticate() throws Exception {
    store.behindItsBack("UPDATE secret SET revision = 99 WHERE name = 'a'");
    assertInternal("a");
  }

  @Test
  void anExpiryThatWasPutOffDoesNotAuthenticate() throws Exception {
    secrets.put("t", new byte[] {4}, PutOptions.DEFAULT.expiringAfter(Duration.ofSeconds(1)));
    store.behindItsBack("UPDATE secret SET expires = expires + 1000000 WHERE name = 't'");
    assertInternal("t");
  }

  @Test
  void aDataKeyMovedToAnotherPurposeDoesNotAuthenticate() throws Exception {
    store.behindItsBack("UPDATE data_key SET purpose = 'secret:stolen' WHERE purpose = 'secret:n'");
    store.close();
    store = new OpenStore(data, clock);
    secrets = store.namespace("n");
    assertInternal("a");
    KbsException e =
        assertThrows(KbsException.class, () -> store.namespace("stolen").put("k", new byte[] {1}));
    assertEquals(ErrorCode.INTERNAL, e.code());
  }

  @Test
  void aFullDiskIsSaidAndChangesNothing() throws Exception {
    store.limitTo(20);
    KbsException full = assertThrows(KbsException.class, () -> secrets.put("a", new byte[1 << 20]));
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, full.code());
    assertArrayEquals(new byte[] {1}, secrets.get("a").orElseThrow().value());
    assertEquals(3, secrets.put("c", new byte[] {3}).revision());
    store.limitTo(1000);
    secrets.put("a", new byte[1 << 20]);
    assertEquals(1 << 20, secrets.get("a").orElseThrow().value().length);
  }

  @Test
  void compareAndSetOfEightThreadsLosesNoIncrement() throws Exception {
    secrets.put("counter", new byte[] {0, 0});
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(
          threads.submit(
              () -> {
                for (int done = 0; done < 25; ) {
                  done += increment() ? 1 : 0;
                }
              }));
    }
    for (Future<?> thread : running) {
      thread.get();
    }
    threads.shutdown();
    byte[] counter = secrets.get("counter").orElseThrow().value();
    assertEquals(200, (counter[0] & 0xff) * 256 + (counter[1] & 0xff));
    assertEquals(201, store.number("SELECT count(*) FROM audit WHERE target = 'n/counter'"));
  }

  private boolean increment() {
    var entry = secrets.get("counter").orElseThrow();
    int next = (entry.value()[0] & 0xff) * 256 + (entry.value()[1] & 0xff) + 1;
    try {
      secrets.put(
          "counter",
          new byte[] {(byte) (next >> 8), (byte) next},
          PutOptions.DEFAULT.ifRevision(entry.info().revision()));
      return true;
    } catch (KbsException e) {
      assertEquals(ErrorCode.CONFLICT, e.code());
      return false;
    }
  }

  private void assertInternal(String key) {
    assertEquals(
        ErrorCode.INTERNAL, assertThrows(KbsException.class, () -> secrets.get(key)).code());
  }
}
