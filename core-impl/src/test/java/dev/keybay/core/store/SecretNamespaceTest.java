package dev.keybay.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretWrite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SecretNamespaceTest {
  private static final byte[] VALUE = "a very secret value".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private final SettableClock clock = new SettableClock();
  private OpenStore store;
  private SecretNamespace secrets;

  @BeforeEach
  void open() throws Exception {
    store = new OpenStore(data, clock);
    secrets = store.namespace("plugin/resource");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void severalChangesAreMadeTogether() {
    secrets.put("old", VALUE);
    List<Optional<SecretInfo>> stored =
        secrets.change(
            List.of(
                SecretWrite.put("new", VALUE, PutOptions.IF_ABSENT),
                SecretWrite.delete("old"),
                SecretWrite.delete("never there")));
    assertEquals("new", stored.get(0).orElseThrow().key());
    assertEquals(Optional.empty(), stored.get(1));
    assertArrayEquals(VALUE, secrets.get("new").orElseThrow().value());
    assertEquals(Optional.empty(), secrets.get("old"));
  }

  @Test
  void whereOneConditionFailsNothingIsChanged() {
    SecretInfo there = secrets.put("there", VALUE);
    List<SecretWrite> writes =
        List.of(
            SecretWrite.put("new", VALUE),
            SecretWrite.delete("there", there.revision()),
            SecretWrite.put("third", VALUE, PutOptions.DEFAULT.ifRevision(7)));
    assertEquals(
        ErrorCode.CONFLICT, assertThrows(KbsException.class, () -> secrets.change(writes)).code());
    assertEquals(Optional.empty(), secrets.get("new"));
    assertEquals(there, secrets.get("there").orElseThrow().info());
  }

  @Test
  void aChangeHasEachKeyOnceAndAtLeastOne() {
    for (List<SecretWrite> writes :
        List.of(
            List.<SecretWrite>of(), List.of(SecretWrite.delete("a"), SecretWrite.delete("a")))) {
      assertEquals(
          ErrorCode.BAD_REQUEST,
          assertThrows(KbsException.class, () -> secrets.change(writes)).code());
    }
  }

  @Test
  void whatIsPutIsGot() {
    SecretInfo info = secrets.put("a/b/c", VALUE);
    SecretEntry entry = secrets.get("a/b/c").orElseThrow();
    assertArrayEquals(VALUE, entry.value());
    assertEquals(info, entry.info());
    assertEquals(VALUE.length, info.size());
    assertEquals(clock.instant(), info.created());
    assertEquals(Optional.empty(), info.expires());
  }

  @Test
  void whatIsPutIsThereAfterARestart() throws Exception {
    SecretInfo info = secrets.put("k", VALUE);
    store.close();
    open();
    SecretEntry entry = secrets.get("k").orElseThrow();
    assertArrayEquals(VALUE, entry.value());
    assertEquals(info, entry.info());
  }

  @Test
  void anEmptyValueIsAValue() {
    secrets.put("k", new byte[0]);
    assertArrayEquals(new byte[0], secrets.get("k").orElseThrow().value());
  }

  @Test
  void anAbsentKeyIsEmpty() {
    assertTrue(secrets.get("nothing").isEmpty());
  }

  @Test
  void namespacesDoNotSeeEachOther() {
    secrets.put("k", VALUE);
    assertTrue(store.namespace("plugin/other").get("k").isEmpty());
    assertEquals(List.of(), store.namespace("plugin/other").list("", "", 10));
  }

  @Test
  void theRevisionGrowsWithEveryChangeAnywhereInTheStore() {
    long first = secrets.put("a", VALUE).revision();
    long second = store.namespace("other").put("b", VALUE).revision();
    secrets.delete("a");
    long fourth = secrets.put("a", VALUE).revision();
    assertEquals(List.of(first + 1, first + 3), List.of(second, fourth));
  }

  @Test
  void replacingKeepsTheTimeOfCreation() {
    SecretInfo first = secrets.put("k", VALUE);
    clock.advance(Duration.ofMinutes(1));
    SecretInfo second = secrets.put("k", new byte[] {1});
    assertEquals(first.created(), second.created());
    assertEquals(clock.instant(), second.updated());
    assertArrayEquals(new byte[] {1}, secrets.get("k").orElseThrow().value());
  }

  @Test
  void putIfAbsentFailsOnAPresentKeyAndChangesNothing() {
    SecretInfo first = secrets.put("k", VALUE, PutOptions.IF_ABSENT);
    assertCode(ErrorCode.CONFLICT, () -> secrets.put("k", new byte[] {1}, PutOptions.IF_ABSENT));
    assertEquals(first, secrets.get("k").orElseThrow().info());
    assertEquals(first.revision() + 1, secrets.put("other", VALUE).revision());
  }

  @Test
  void compareAndSetTakesThePresentRevisionOnly() {
    SecretInfo first = secrets.put("k", VALUE);
    SecretInfo second =
        secrets.put("k", new byte[] {2}, PutOptions.DEFAULT.ifRevision(first.revision()));
    assertCode(
        ErrorCode.CONFLICT,
        () -> secrets.put("k", VALUE, PutOptions.DEFAULT.ifRevision(first.revision())));
    assertCode(
        ErrorCode.CONFLICT, () -> secrets.put("new", VALUE, PutOptions.DEFAULT.ifRevision(7)));
    assertEquals(second, secrets.get("k").orElseThrow().info());
  }

  @Test
  void deleteSaysWhetherThereWasAKey() {
    secrets.put("k", VALUE);
    assertTrue(secrets.delete("k"));
    assertFalse(secrets.delete("k"));
    assertTrue(secrets.get("k").isEmpty());
  }

  @Test
  void deleteTakesThePresentRevisionOnly() {
    long old = secrets.put("k", VALUE).revision();
    long present = secrets.put("k", VALUE).revision();
    assertFalse(secrets.delete("k", old));
    assertTrue(secrets.delete("k", present));
  }

  @Test
  void anExpiredKeyIsAbsentForEveryOperation() {
    SecretInfo info =
        secrets.put("k", VALUE, PutOptions.DEFAULT.expiringAfter(Duration.ofSeconds(10)));
    assertEquals(Optional.of(clock.instant().plusSeconds(10)), info.expires());
    clock.advance(Duration.ofMillis(9_999));
    assertTrue(secrets.get("k").isPresent());
    clock.advance(Duration.ofMillis(1));
    assertTrue(secrets.get("k").isEmpty());
    assertEquals(List.of(), secrets.list("", "", 10));
    assertFalse(secrets.delete("k"));
    SecretInfo again = secrets.put("k", VALUE, PutOptions.IF_ABSENT);
    assertEquals(clock.instant(), again.created());
    assertEquals(Optional.empty(), again.expires());
  }

  @Test
  void aTimeToLiveUnderAMillisecondIsNotNothing() {
    secrets.put("k", VALUE, PutOptions.DEFAULT.expiringAfter(Duration.ofNanos(1)));
    assertTrue(secrets.get("k").isPresent());
  }

  @Test
  void anEndlessTimeToLiveIsRefused() {
    assertCode(
        ErrorCode.BAD_REQUEST,
        () ->
            secrets.put(
                "k", VALUE, PutOptions.DEFAULT.expiringAfter(Duration.ofSeconds(Long.MAX_VALUE))));
  }

  @Test
  void listIsInTheOrderOfTheBytes() {
    // U+FF5E is one character of Java and U+1F511 two, the first of which is lower than U+FF5E.
    List<String> keys =
        new ArrayList<>(List.of("b", "a/2", "a/10", "\uFF5E", "\uD83D\uDD11", "ä", "Z", "a"));
    keys.forEach(key -> secrets.put(key, VALUE));
    keys.sort(
        Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    assertEquals(keys, keys("", "", 100));
    List<String> paged = new ArrayList<>();
    String after = "";
    for (List<String> page = keys("", after, 3); !page.isEmpty(); page = keys("", after, 3)) {
      paged.addAll(page);
      after = page.get(page.size() - 1);
    }
    assertEquals(keys, paged);
  }

  @Test
  void listTakesAPrefixLiterally() {
    for (String key : List.of("a/1", "a/2", "a%", "a_", "a0", "A/1", "a")) {
      secrets.put(key, VALUE);
    }
    assertEquals(List.of("a/1", "a/2"), keys("a/", "", 10));
    assertEquals(List.of("a/2"), keys("a/", "a/1", 10));
    assertEquals(List.of("a%"), keys("a%", "", 10));
    assertEquals(List.of("a/1", "a/2"), keys("a/", "Z", 10));
    assertEquals(List.of(), keys("a/", "b", 10));
  }

  @Test
  void listWorksAtTheEndOfUnicode() {
    String highest = Character.toString(Character.MAX_CODE_POINT);
    secrets.put(highest, VALUE);
    secrets.put(highest + "x", VALUE);
    secrets.put("\uD7FF1", VALUE);
    secrets.put("\uE000", VALUE);
    assertEquals(List.of(highest, highest + "x"), keys(highest, "", 10));
    assertEquals(List.of("\uD7FF1"), keys("\uD7FF", "", 10));
  }

  @Test
  void keysOutOfBoundsAreRefused() {
    assertTrue(secrets.put("k".repeat(1024), VALUE).revision() > 0);
    for (String bad :
        List.of("", "k".repeat(1025), "a\nb", "a\u0000", "\u007f", "\uD83D", "x\uDD11y")) {
      assertCode(ErrorCode.BAD_REQUEST, () -> secrets.get(bad));
      assertCode(ErrorCode.BAD_REQUEST, () -> secrets.put(bad, VALUE));
      assertCode(ErrorCode.BAD_REQUEST, () -> secrets.delete(bad));
    }
    assertCode(ErrorCode.BAD_REQUEST, () -> secrets.list("", "", 0));
    assertCode(ErrorCode.BAD_REQUEST, () -> secrets.list("", "", 1001));
    assertCode(ErrorCode.BAD_REQUEST, () -> secrets.list("a\u0001", "", 1));
  }

  @Test
  void namespacesOutOfBoundsAreRefused() {
    assertEquals(1, store.namespace("n".repeat(128)).put("k", VALUE).revision());
    for (String bad : List.of("", "n".repeat(129), "a b", "ä", "a\n")) {
      assertCode(ErrorCode.BAD_REQUEST, () -> store.namespace(bad));
    }
  }

  @Test
  void aValueMayHave16MiBAndNoMore() {
    byte[] largest = new byte[16 << 20];
    Arrays.fill(largest, (byte) 7);
    secrets.put("k", largest);
    assertArrayEquals(largest, secrets.get("k").orElseThrow().value());
    assertCode(ErrorCode.PAYLOAD_TOO_LARGE, () -> secrets.put("k", new byte[(16 << 20) + 1]));
  }

  @Test
  void noValueIsInAnyFileInClear() throws Exception {
    secrets.put("k", VALUE);
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("very secret"), file::toString);
      }
    }
  }

  @Test
  void anEntryDoesNotPrintItsValue() {
    secrets.put("k", VALUE);
    assertFalse(secrets.get("k").orElseThrow().toString().contains("secret value"));
  }

  private List<String> keys(String prefix, String after, int limit) {
    return secrets.list(prefix, after, limit).stream().map(SecretInfo::key).toList();
  }

  private static void assertCode(ErrorCode code, Executable work) {
    assertEquals(code, assertThrows(KbsException.class, work).code());
  }
}
