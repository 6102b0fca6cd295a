package dev.keybay.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class PhaseTest {

  private final Phase first = new Phase("quiet", 0, null);
  private final Phase swap = new Phase("swap", 100, first);
  private final Phase second = new Phase("quiet", 200, swap);

  @Test
  void aRequestInsideThePhaseBelongsToIt() {
    assertEquals("quiet", first.of("quiet", 50));
    assertEquals("swap", swap.of("quiet", 150));
    assertEquals("quiet", second.of("quiet", 250));
  }

  @Test
  void aRequestThatTouchesASwapBelongsToIt() {
    assertEquals("swap", swap.of("quiet", 50));
    assertEquals("swap", second.of("quiet", 150));
    assertEquals("swap", second.of("quiet", 50));
  }
}
