package dev.keybay.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.keybay.core.store.SecretTable.SealedSecret;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecentSecretsTest {
  private final RecentSecrets recent = new RecentSecrets(10_000);

  @Test
  void whatWasReadIsNotReadAgain() {
    SealedSecret row = row("a", 1, 10);
    assertEquals(Optional.of(row), recent.get("n", "a", () -> Optional.of(row)));
    assertEquals(Optional.of(row), recent.get("n", "a", RecentSecretsTest::never));
  }

  @Test
  void namespacesAreApart() {
    recent.get("n", "a", () -> Optional.of(row("a", 1, 10)));
    assertEquals(Optional.empty(), recent.get("m", "a", Optional::empty));
  }

  @Test
  void whatIsAbsentIsReadAgain() {
    assertEquals(Optional.empty(), recent.get("n", "a", Optional::empty));
    SealedSecret row = row("a", 1, 10);
    assertEquals(Optional.of(row), recent.get("n", "a", () -> Optional.of(row)));
  }

  @Test
  void aRowThatChangesIsReadAgainFromThenOn() {
    recent.get("n", "a", () -> Optional.of(row("a", 1, 10)));
    recent.get("n", "b", () -> Optional.of(row("b", 2, 10)));
    recent.begin();
    recent.changing("n", "a");
    SealedSecret second = row("a", 3, 10);
    assertEquals(Optional.of(second), recent.get("n", "a", () -> Optional.of(second)));
    recent.end();
    SealedSecret third = row("a", 4, 10);
    assertEquals(Optional.of(third), recent.get("n", "a", () -> Optional.of(third)));
    assertEquals(2, recent.get("n", "b", RecentSecretsTest::never).orElseThrow().row().revision());
  }

  @Test
  void whatIsReadWhileAnythingChangesIsNotKept() {
    recent.get(
        "n",
        "a",
        () -> {
          recent.begin();
          recent.changing("n", "a");
          recent.end();
          return Optional.of(row("a", 1, 10));
        });
    assertEquals(0, recent.size());
    recent.begin();
    recent.get("n", "a", () -> Optional.of(row("a", 1, 10)));
    recent.end();
    assertEquals(0, recent.size());
  }

  @Test
  void itIsBounded() {
    for (int i = 0; i < 1000; i++) {
      String key = "k" + i;
      recent.get("n", key, () -> Optional.of(row(key, 1, 500)));
      assertTrue(recent.size() <= 10, "rows: " + recent.size());
    }
    assertTrue(recent.size() > 0);
    recent.get("n", "large", () -> Optional.of(row("large", 1, 1 << 20)));
    assertEquals(Optional.empty(), recent.get("n", "large", Optional::empty));
  }

  private static Optional<SealedSecret> never() {
    return fail("it was read again");
  }

  private static SealedSecret row(String key, long revision, int length) {
    return new SealedSecret(
        new SecretRow("n", key, revision, 0, 0, OptionalLong.empty(), 1, length), new byte[length]);
  }
}
