package dev.keybay.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.error.RetryLater;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.metrics.BuildInfo;
import dev.keybay.core.metrics.Metrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private long now = 1_000;

  private RateLimits limits(Map<String, Object> given) {
    Map<String, Object> settings =
        new LinkedHashMap<>(Map.of("adminRefusalsBurst", 3, "adminRefusalsPerMinute", 6));
    settings.putAll(given);
    return new RateLimits(
        Settings.of(RateLimitSettings.class, settings),
        new Metrics(new BuildInfo("1", "2", "3")),
        () -> now);
  }

  private static long refused(Runnable call) {
    KbsException refusal = assertThrows(KbsException.class, call::run);
    assertEquals(ErrorCode.TOO_MANY_REQUESTS, refusal.code());
    return assertInstanceOf(RetryLater.class, refusal.getCause()).seconds();
  }

  @Test
  void aBurstIsLetThroughAndThenSoManyAMinute() {
    RateLimits limits = limits(Map.of());
    for (int i = 0; i < 3; i++) {
      limits.refusedAdmin("192.0.2.1");
    }
    assertEquals(10, refused(() -> limits.refusedAdmin("192.0.2.1")));
    now += Duration.ofSeconds(4).toNanos();
    assertEquals(6, refused(() -> limits.refusedAdmin("192.0.2.1")));
    now += Duration.ofMillis(6001).toNanos();
    limits.refusedAdmin("192.0.2.1");
    refused(() -> limits.refusedAdmin("192.0.2.1"));
  }

  @Test
  void whoPausesHasTheBurstAgainAndNoMore() {
    RateLimits limits = limits(Map.of());
    now += Duration.ofDays(1).toNanos();
    for (int i = 0; i < 3; i++) {
      limits.refusedAdmin("192.0.2.1");
    }
    refused(() -> limits.refusedAdmin("192.0.2.1"));
  }

  @Test
  void anotherAddressIsNotTouched() {
    RateLimits limits = limits(Map.of());
    for (int i = 0; i < 3; i++) {
      limits.refusedAdmin("192.0.2.1");
    }
    refused(() -> limits.refusedAdmin("192.0.2.1"));
    limits.refusedAdmin("192.0.2.2");
  }

  @Test
  void theHostsOfOneNetworkOfIpv6CountAsOne() {
    RateLimits limits = limits(Map.of());
    for (int i = 0; i < 3; i++) {
      limits.refusedAdmin("[2001:db8:0:1:0:0:0:" + i + "]");
    }
    refused(() -> limits.refusedAdmin("[2001:db8:0:1:a:b:c:d]"));
    limits.refusedAdmin("[2001:db8:0:2:0:0:0:1]");
  }

  @Test
  void allAddressesTogetherAreBounded() {
    RateLimits limits =
        limits(Map.of("adminRefusalsBurstOfAll", 5, "adminRefusalsPerMinuteOfAll", 60));
    for (int i = 0; i < 5; i++) {
      limits.refusedAdmin("192.0.2." + i);
    }
    assertEquals(1, refused(() -> limits.refusedAdmin("192.0.2.99")));
  }

  @Test
  void oneWhoIsOverTheirLimitTakesNothingFromTheOthers() {
    RateLimits limits =
        limits(Map.of("adminRefusalsBurstOfAll", 5, "adminRefusalsPerMinuteOfAll", 60));
    for (int i = 0; i < 3; i++) {
      limits.refusedAdmin("192.0.2.1");
    }
    for (int i = 0; i < 100; i++) {
      refused(() -> limits.refusedAdmin("192.0.2.1"));
    }
    limits.refusedAdmin("192.0.2.2");
    limits.refusedAdmin("192.0.2.3");
  }

  @Test
  void handshakesHaveALimitOfTheirOwn() {
    RateLimits limits = limits(Map.of("handshakesBurst", 2, "handshakesPerMinute", 60));
    limits.handshake("192.0.2.1");
    limits.handshake("192.0.2.1");
    refused(() -> limits.handshake("192.0.2.1"));
    limits.refusedAdmin("192.0.2.1");
  }

  @Test
  void zeroIsNoLimit() {
    RateLimits limits =
        limits(
            Map.of(
                "handshakesBurst", 1,
                "handshakesPerMinute", 0,
                "handshakesBurstOfAll", 1,
                "handshakesPerMinuteOfAll", 0));
    for (int i = 0; i < 1000; i++) {
      limits.handshake("192.0.2.1");
    }
  }

  @Test
  void aChangeOfTheSettingsCountsAtOnce() {
    RateLimits limits = limits(Map.of());
    limits.modified(Settings.of(RateLimitSettings.class, Map.of("adminRefusalsBurst", 1)));
    limits.refusedAdmin("192.0.2.1");
    refused(() -> limits.refusedAdmin("192.0.2.1"));
  }

  @Test
  void oneAddressCannotFillTheSessionsOfFiveMinutes() {
    RateLimitSettings defaults = Settings.of(RateLimitSettings.class, Map.of());
    int most = defaults.handshakesBurst() + 5 * defaults.handshakesPerMinute();
    assertTrue(most <= 100_000, "half of the default of sessions.max");
  }

  @Test
  void theNumberOfAddressesThatAreRememberedIsBounded() {
    RateLimit limit = new RateLimit(new TokenBucket.Rate(1, 1), new TokenBucket.Rate(0, 1), now);
    for (int i = 0; i < RateLimit.MAX_ADDRESSES + 500; i++) {
      limit.take("address " + i, now);
    }
    assertEquals(RateLimit.MAX_ADDRESSES, limit.size());
    assertTrue(limit.take("address " + (RateLimit.MAX_ADDRESSES + 499), now) > 0);
  }
}
