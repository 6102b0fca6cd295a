package dev.keybay.core.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.session.AttestedGuest;
import dev.keybay.core.token.PerToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestDirectoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Hand clock = new Hand();
  private final GuestDirectory guests = new GuestDirectory(clock);

  @Test
  void aGuestIsShownWithItsTimesAndCounts() {
    AttestationToken token = token("a");
    guests.seen(token, true);
    clock.advance(Duration.ofSeconds(3));
    guests.seen(token, false);
    guests.denied(token);
    AttestedGuest guest = guests.attested().get(0);
    assertEquals("snp", guest.tee());
    assertEquals("bearer", guest.session());
    assertEquals(START, guest.firstSeen());
    assertEquals(START.plusSeconds(3), guest.lastSeen());
    assertEquals(token.expires(), guest.expires());
    assertEquals(2, guest.requests());
    assertEquals(1, guest.denied());
  }

  @Test
  void aNewTokenForTheSameKeyIsTheSameGuest() {
    guests.seen(token("a"), true);
    clock.advance(Duration.ofMinutes(1));
    AttestationToken renewed = token("a");
    guests.seen(renewed, true);
    assertEquals(1, guests.attested().size());
    assertEquals(renewed.expires(), guests.attested().get(0).expires());
  }

  @Test
  void theOneSeenLastComesFirst() {
    guests.seen(token("a"), true);
    clock.advance(Duration.ofSeconds(1));
    AttestationToken second = token("b");
    guests.seen(second, true);
    assertEquals(Thumbprint.of(second.teeKey()).orElseThrow(), guests.attested().get(0).id());
  }

  @Test
  void aGuestWhoseTokenHasExpiredIsNotAttested() {
    guests.seen(token("a"), true);
    clock.advance(Duration.ofMinutes(5));
    assertTrue(guests.attested().isEmpty());
  }

  @Test
  void whenFullTheOneSeenLongestAgoIsForgotten() {
    AttestationToken first = token("first");
    AttestationToken second = token("second");
    guests.seen(first, true);
    guests.seen(second, true);
    clock.advance(Duration.ofMillis(1));
    guests.seen(first, true);
    for (int i = 0; i < GuestDirectory.MAX_GUESTS - 1; i++) {
      guests.seen(token("guest" + i), true);
    }
    List<String> ids = guests.attested().stream().map(AttestedGuest::id).toList();
    assertEquals(GuestDirectory.MAX_GUESTS, ids.size());
    assertTrue(ids.contains(Thumbprint.of(first.teeKey()).orElseThrow()));
    assertTrue(!ids.contains(Thumbprint.of(second.teeKey()).orElseThrow()));
  }

  @Test
  void aKeyWithoutThumbprintBreaksNoRequest() {
    AttestationToken token = new AttestationToken(Map.of(), Map.of(), "snp", START.plusSeconds(9));
    guests.seen(token, true);
    guests.denied(token);
    assertTrue(guests.attested().isEmpty());
  }

  @Test
  void aThumbprintIsComputedOnceForATokenAndEqualTokensAreToldApart() {
    PerToken<Optional<String>> cache = new PerToken<>(one -> Thumbprint.of(one.teeKey()));
    AttestationToken token = token("a");
    AttestationToken twin = token("a");
    assertEquals(cache.of(token), cache.of(token));
    assertEquals(1, cache.size());
    assertEquals(cache.of(token), cache.of(twin));
    assertEquals(2, cache.size());
  }

  private AttestationToken token(String x) {
    return new AttestationToken(
        Map.of("iss", "test"),
        Map.of("kty", "EC", "crv", "P-256", "x", x, "y", "y"),
        "snp",
        clock.instant().plus(Duration.ofMinutes(5)));
  }

  /** A clock that is moved by hand. */
  private static final class Hand extends Clock {
    private Instant now = START;

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
