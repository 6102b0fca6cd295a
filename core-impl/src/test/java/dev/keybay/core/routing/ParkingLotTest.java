package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkingLotTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ParkingLot lot = new ParkingLot();

  @AfterEach
  void stop() {
    lot.stop();
  }

  @Test
  void aReleaseWakesEveryoneOnce() throws Exception {
    CountDownLatch resumed = new CountDownLatch(2);
    assertTrue(lot.park(resumed::countDown, LONG, lot.releases()));
    assertTrue(lot.park(resumed::countDown, LONG, lot.releases()));
    assertEquals(2, lot.size());
    lot.release();
    assertTrue(resumed.await(10, TimeUnit.SECONDS));
    assertEquals(0, lot.size());
  }

  @Test
  void patienceEnds() throws Exception {
    CountDownLatch resumed = new CountDownLatch(1);
    lot.park(resumed::countDown, Duration.ofMillis(20), lot.releases());
    assertTrue(resumed.await(10, TimeUnit.SECONDS));
    assertEquals(0, lot.size());
  }

  @Test
  void aReleaseBetweenTheLookAndTheParkingIsNotMissed() throws Exception {
    long seen = lot.releases();
    lot.release();
    CountDownLatch resumed = new CountDownLatch(1);
    lot.park(resumed::countDown, LONG, seen);
    assertTrue(resumed.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aFullLotTurnsAway() {
    AtomicInteger resumed = new AtomicInteger();
    long seen = lot.releases();
    for (int i = 0; i < 4096; i++) {
      assertTrue(lot.park(resumed::incrementAndGet, LONG, seen));
    }
    assertFalse(lot.park(resumed::incrementAndGet, LONG, seen));
  }

  @Test
  void stoppingLeavesNobodyWaiting() {
    AtomicInteger resumed = new AtomicInteger();
    lot.park(resumed::incrementAndGet, LONG, lot.releases());
    lot.stop();
    assertEquals(1, resumed.get());
  }
}
