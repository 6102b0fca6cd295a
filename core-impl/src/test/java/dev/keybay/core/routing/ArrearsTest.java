package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrearsTest {
  private final Arrears arrears = new Arrears();

  @Test
  void whoSendsAtThePaceIsNeverFarBehind() {
    for (int second = 0; second < 1000; second++) {
      arrears.waited(Duration.ofSeconds(1).toNanos());
      for (int part = 0; part < 16; part++) {
        arrears.received(1024);
      }
    }
    assertEquals(0, arrears.nanos());
  }

  @Test
  void whoSendsByteByByteFallsBehind() {
    for (int second = 0; second < 10; second++) {
      arrears.waited(Duration.ofSeconds(1).toNanos());
      arrears.received(1);
    }
    assertEquals(9, Duration.ofNanos(arrears.nanos()).toSeconds());
  }

  @Test
  void aFastBeginningBuysNoSilence() {
    arrears.received(100 << 20);
    arrears.waited(Duration.ofSeconds(5).toNanos());
    assertEquals(5, Duration.ofNanos(arrears.nanos()).toSeconds());
  }
}
