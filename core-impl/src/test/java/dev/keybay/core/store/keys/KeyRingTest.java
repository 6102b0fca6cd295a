package dev.keybay.core.store.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.store.OpenStore;
import dev.keybay.core.store.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private static final byte[] VALUE = {1, 2, 3};

  @TempDir Path temporary;
  private final SettableClock clock = new SettableClock();
  private Path data;
  private Path kek;

  @BeforeEach
  void folders() {
    data = temporary.resolve("data");
    kek = data.resolve("kek");
  }

  @Test
  void theFirstStartMakesOneKeyThatOnlyTheOwnerMayRead() throws Exception {
    new OpenStore(data, clock).close();
    assertEquals("rwx------", mode(kek));
    List<Path> files = keyFiles();
    assertEquals(1, files.size());
    assertEquals("rw-------", mode(files.get(0)));
  }

  @Test
  void rotationReplacesTheKeyFileAndKeepsEveryValue() throws Exception {
    try (OpenStore store = new OpenStore(data, clock)) {
      store.namespace("a").put("k", VALUE);
      store.namespace("b").put("k", VALUE);
      List<Path> before = keyFiles();
      // Two namespaces and the audit log.
      assertEquals(3, store.secrets().rotateKeyEncryptionKey());
      assertEquals(1, keyFiles().size());
      assertNotEquals(before, keyFiles());
      assertEquals(1, store.number("SELECT count(*) FROM audit WHERE action = 'kek.rotate'"));
      assertEquals(1, store.number("SELECT count(DISTINCT kek) FROM data_key"));
    }
    try (OpenStore store = new OpenStore(data, clock)) {
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
      assertArrayEquals(VALUE, store.namespace("b").get("k").orElseThrow().value());
    }
  }

  @Test
  void aRotationThatFailsBeforeItsCommitLeavesEverythingUsable() throws Exception {
    try (OpenStore store = new OpenStore(data, clock)) {
      store.namespace("a").put("k", VALUE);
      assertThrows(
          IllegalStateException.class,
          () ->
              store
                  .keys()
                  .rotate(
                      (connection, from, to) -> {
                        throw new IllegalStateException("the moment before the commit");
                      }));
      assertEquals(2, keyFiles().size());
      store.namespace("b").put("k", VALUE);
    }
    try (OpenStore store = new OpenStore(data, clock)) {
      assertEquals(1, keyFiles().size(), "the key that was never current is destroyed");
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
      assertArrayEquals(VALUE, store.namespace("b").get("k").orElseThrow().value());
    }
  }

  @Test
  void anOldKeyThatACrashAfterTheCommitLeftBehindIsDestroyedAtStart() throws Exception {
    try (OpenStore store = new OpenStore(data, clock)) {
      store.namespace("a").put("k", VALUE);
      Path old = keyFiles().get(0);
      byte[] content = Files.readAllBytes(old);
      store.secrets().rotateKeyEncryptionKey();
      Files.write(old, content);
    }
    assertEquals(2, keyFiles().size());
    try (OpenStore store = new OpenStore(data, clock)) {
      assertEquals(1, keyFiles().size());
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
    }
  }

  @Test
  void aHalfWrittenKeyFileIsRemoved() throws Exception {
    new OpenStore(data, clock).close();
    Files.writeString(kek.resolve("0123456789abcdef.key.part"), "AAA");
    new OpenStore(data, clock).close();
    assertEquals(1, keyFiles().size());
  }

  @Test
  void aMissingKeyIsNamedAndNothingIsChanged() throws Exception {
    new OpenStore(data, clock).close();
    Path file = keyFiles().get(0);
    String id = file.getFileName().toString().replace(".key", "");
    Files.delete(file);
    WrongKeyEncryptionKeyException wrong =
        assertThrows(WrongKeyEncryptionKeyException.class, () -> new OpenStore(data, clock));
    assertEquals(id, wrong.expected());
    assertTrue(wrong.getMessage().contains(id), wrong.getMessage());
    assertEquals(List.of(), keyFiles());
  }

  @Test
  void anotherKeyThanTheDatabaseNeedsIsRefusedAndKept() throws Exception {
    new OpenStore(data, clock).close();
    Files.delete(keyFiles().get(0));
    KeyEncryptionKey other = KeyEncryptionKey.random();
    SecretFile.write(kek.resolve(other.id() + ".key"), other.toBase64());
    assertThrows(WrongKeyEncryptionKeyException.class, () -> new OpenStore(data, clock));
    assertEquals(1, keyFiles().size());
  }

  @Test
  void aKeyFileUnderAWrongNameIsRefused() throws Exception {
    new OpenStore(data, clock).close();
    Files.move(keyFiles().get(0), kek.resolve("0123456789abcdef.key"));
    assertThrows(IllegalArgumentException.class, () -> new OpenStore(data, clock));
  }

  @Test
  void anOperatorsVariableIsUsedAndLeavesNoFile() throws Exception {
    String key = KeyEncryptionKey.random().toBase64();
    try (OpenStore store = open(KeySource.open("", key, data))) {
      store.namespace("a").put("k", VALUE);
      KbsException refused =
          assertThrows(KbsException.class, () -> store.secrets().rotateKeyEncryptionKey());
      assertEquals(ErrorCode.CONFLICT, refused.code());
    }
    assertTrue(Files.notExists(kek));
    try (OpenStore store = open(KeySource.open("", key, data))) {
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
    }
    assertThrows(WrongKeyEncryptionKeyException.class, () -> new OpenStore(data, clock));
  }

  @Test
  void anOperatorRotatesByPuttingANewKeyBeforeTheOldOne() throws Exception {
    String old = KeyEncryptionKey.random().toBase64();
    String fresh = KeyEncryptionKey.random().toBase64();
    try (OpenStore store = open(KeySource.open("", old, data))) {
      store.namespace("a").put("k", VALUE);
    }
    open(KeySource.open("", fresh + "," + old, data)).close();
    try (OpenStore store = open(KeySource.open("", fresh, data))) {
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
    }
    KeyEncryptionKeys onlyOld = KeySource.open("", old, data);
    assertThrows(WrongKeyEncryptionKeyException.class, () -> open(onlyOld));
  }

  @Test
  void anOperatorsFileIsReadAgainAtARotation() throws Exception {
    Path file = temporary.resolve("kek.txt");
    String old = KeyEncryptionKey.random().toBase64();
    SecretFile.write(file, old + "\n");
    try (OpenStore store = open(KeySource.open(file.toString(), null, data))) {
      store.namespace("a").put("k", VALUE);
      SecretFile.write(file, KeyEncryptionKey.random().toBase64() + "\n" + old + "\n");
      store.secrets().rotateKeyEncryptionKey();
      assertThrows(KbsException.class, () -> store.secrets().rotateKeyEncryptionKey());
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
    }
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingRepeated() {
    for (String bad : List.of("c2VjcmV0", "not base64!", "se-cret")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> KeySource.open("", bad, data));
      assertTrue(!refused.getMessage().contains(bad), refused.getMessage());
      assertTrue(refused.getMessage().contains("32 bytes"), refused.getMessage());
    }
  }

  @Test
  void aFileAndAVariableAtOnceAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> KeySource.open("/some/file", KeyEncryptionKey.random().toBase64(), data));
  }

  @Test
  void aDataKeyIsSucceededBeforeItIsUsedTooOften() throws Exception {
    try (OpenStore store = new OpenStore(data, clock)) {
      KeyRing ring = new KeyRing(store.host(), new FolderKeys(kek), clock, 3);
      Set<Long> ids = new LinkedHashSet<>();
      for (int i = 0; i < 7; i++) {
        ids.add(store.host().write(c -> ring.forSealing(c, "test", 1)).id());
      }
      assertEquals(3, ids.size());
      assertEquals(3, store.number("SELECT max(uses) FROM data_key WHERE purpose = 'test'"));
      KeyRing reopened = new KeyRing(store.host(), new FolderKeys(kek), clock);
      for (long id : ids) {
        assertArrayEquals(ring.byId(id).getEncoded(), reopened.byId(id).getEncoded());
      }
    }
  }

  @Test
  void aKeyMadeInATransactionThatFailedIsNotUsedAgain() throws Exception {
    try (OpenStore store = new OpenStore(data, clock)) {
      assertThrows(
          IllegalStateException.class,
          () ->
              store
                  .host()
                  .write(
                      connection -> {
                        store.keys().forSealing(connection, "secret:a", 1);
                        throw new IllegalStateException("rolled back");
                      }));
      store.namespace("a").put("k", VALUE);
    }
    try (OpenStore store = new OpenStore(data, clock)) {
      assertArrayEquals(VALUE, store.namespace("a").get("k").orElseThrow().value());
    }
  }

  private OpenStore open(KeyEncryptionKeys keks) throws Exception {
    return new OpenStore(data, clock, keks, Duration.ofHours(1));
  }

  private List<Path> keyFiles() throws Exception {
    try (Stream<Path> files = Files.list(kek)) {
      return files.sorted().toList();
    }
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
