package dev.keybay.core.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedCacheTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void theLeastRecentlyUsedGoesFirst() {
    VerifiedCache<String> cache = new VerifiedCache<>(2, 1 << 20);
    cache.put("a", 0, "A", LATER);
    cache.put("b", 0, "B", LATER);
    cache.get("a", 0, NOW);
    cache.put("c", 0, "C", LATER);
    assertEquals(Optional.of("A"), cache.get("a", 0, NOW));
    assertEquals(Optional.empty(), cache.get("b", 0, NOW));
  }

  @Test
  void itStaysWithinItsBytesAndTakesNothingLarger() {
    VerifiedCache<String> cache = new VerifiedCache<>(1000, 10_000);
    for (int i = 0; i < 100; i++) {
      cache.put("token" + i, 0, "A", LATER);
    }
    assertEquals(9, cache.size());
    cache.put("x".repeat(1000), 0, "A", LATER);
    assertEquals(9, cache.size());
    for (int i = 0; i < 100; i++) {
      cache.get("token" + i, 1, NOW);
    }
    assertEquals(0, cache.size());
    cache.put("a", 0, "A", LATER);
    cache.put("a", 0, "B", LATER);
    assertEquals(Optional.of("B"), cache.get("a", 0, NOW));
    assertEquals(1, cache.size());
  }

  @Test
  void nothingOutlivesItsTimeOrItsGeneration() {
    VerifiedCache<String> cache = new VerifiedCache<>(10, 1 << 20);
    cache.put("a", 7, "A", LATER);
    assertEquals(Optional.of("A"), cache.get("a", 7, LATER));
    assertEquals(Optional.empty(), cache.get("a", 7, LATER.plusNanos(1)));
    cache.put("a", 7, "A", LATER);
    assertEquals(Optional.empty(), cache.get("a", 8, NOW));
    assertEquals(Optional.empty(), cache.get("a", 7, NOW));
  }
}
