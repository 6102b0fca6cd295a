package dev.keybay.core.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.core.store.keys.FolderKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final byte[] VALUE = {1};

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private final List<SecretChange> seen = new CopyOnWriteArrayList<>();
  private OpenStore store;
  private SecretNamespace secrets;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data, clock, new FolderKeys(data.resolve("kek")), Duration.ofMillis(20));
    secrets = store.namespace("n");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void changesWithThePrefixAreToldAndNoOthers() throws Exception {
    secrets.put("a/0", VALUE);
    secrets.watch("a/", seen::add);
    secrets.put("a/1", VALUE);
    secrets.put("b/1", VALUE);
    store.namespace("other").put("a/1", VALUE);
    secrets.delete("a/1");
    secrets.delete("a/none");
    await().until(() -> seen.size() >= 2);
    assertEquals(
        List.of(new SecretChange("n", "a/1", 2, false), new SecretChange("n", "a/1", 5, true)),
        seen);
  }

  @Test
  void aClosedWatchIsToldNothingMore() throws Exception {
    List<SecretChange> others = new CopyOnWriteArrayList<>();
    secrets.watch("", seen::add).close();
    secrets.watch("", others::add);
    secrets.put("k", VALUE);
    await().until(() -> others.size() == 1);
    assertEquals(List.of(), seen);
  }

  @Test
  void whatIsToldIsAlreadyThere() {
    secrets.watch(
        "",
        change -> {
          if (secrets.get(change.key()).isPresent()) {
            seen.add(change);
          }
        });
    secrets.put("k", VALUE);
    await().until(() -> seen.size() == 1);
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    secrets.watch(
        "",
        change -> {
          throw new NoClassDefFoundError("a plugin that was built badly");
        });
    secrets.watch("", seen::add);
    secrets.put("a", VALUE);
    secrets.put("b", VALUE);
    await().until(() -> seen.size() == 2);
  }

  @Test
  void aListenerMayWrite() {
    secrets.watch(
        "a",
        change -> {
          secrets.put("b", VALUE);
          seen.add(change);
        });
    secrets.put("a", VALUE);
    await().until(() -> seen.size() == 1);
    assertTrue(secrets.get("b").isPresent());
  }

  @Test
  void changesOfManyThreadsAreToldInTheOrderOfTheirRevisionsOnOneThread() throws Exception {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    secrets.watch(
        "",
        change -> {
          seen.add(change);
          threads.add(Thread.currentThread());
        });
    ExecutorService writers = Executors.newFixedThreadPool(8);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String key = "k" + i;
      running.add(
          writers.submit(
              () -> {
                for (int j = 0; j < 25; j++) {
                  secrets.put(key, VALUE);
                }
              }));
    }
    for (Future<?> writer : running) {
      writer.get();
    }
    writers.shutdown();
    await().until(() -> threads.size() == 200);
    for (int i = 0; i < 200; i++) {
      assertEquals(i + 1, seen.get(i).revision());
    }
    assertEquals(1, threads.stream().distinct().count());
  }

  @Test
  void whatHasExpiredIsDeletedInTheBackgroundAndTold() throws Exception {
    for (int i = 0; i < 150; i++) {
      secrets.put("k" + i, VALUE, PutOptions.DEFAULT.expiringAfter(Duration.ofSeconds(1)));
    }
    secrets.put("stays", VALUE);
    secrets.watch("", seen::add);
    clock.advance(Duration.ofSeconds(2));
    await().until(() -> seen.size() == 150);
    assertTrue(seen.stream().allMatch(SecretChange::deleted));
    assertEquals(1, store.number("SELECT count(*) FROM secret"));
    assertEquals(150, store.number("SELECT count(*) FROM audit WHERE action = 'secret.expire'"));
  }
}
