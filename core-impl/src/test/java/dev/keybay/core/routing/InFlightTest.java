package dev.keybay.core.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight();

  @Test
  void whoEntersIsCounted() {
    assertEquals(1, inFlight.enter());
    assertEquals(2, inFlight.enter());
    inFlight.leave();
    assertEquals(1, inFlight.count());
  }

  @Test
  void anEmptyOneIsDrainedAtOnce() {
    assertTrue(inFlight.close().isDone());
  }

  @Test
  void nobodyEntersAClosedGate() {
    var unused = inFlight.close();
    assertEquals(0, inFlight.enter());
    assertEquals(0, inFlight.count());
  }

  @Test
  void theDrainEndsWhenTheLastOneHasLeft() {
    inFlight.enter();
    inFlight.enter();
    CompletableFuture<Void> drained = inFlight.close();
    inFlight.leave();
    assertFalse(drained.isDone());
    inFlight.leave();
    assertTrue(drained.isDone());
  }

  @Test
  void lateComersDoNotEndTheDrainOfThoseInside() {
    inFlight.enter();
    CompletableFuture<Void> drained = inFlight.close();
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, inFlight.enter());
    }
    assertFalse(drained.isDone());
    inFlight.leave();
    assertTrue(drained.isDone());
  }

  @Test
  void closingTwiceIsClosingOnce() {
    inFlight.enter();
    CompletableFuture<Void> first = inFlight.close();
    CompletableFuture<Void> second = inFlight.close();
    assertFalse(second.isDone());
    inFlight.leave();
    assertTrue(first.isDone() && second.isDone());
  }

  @Test
  void nobodyIsInsideAfterTheDrainWhateverTheThreadsDo() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 200; round++) {
        InFlight gate = new InFlight();
        AtomicBoolean drained = new AtomicBoolean();
        AtomicInteger violations = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          running.add(
              threads.submit(
                  () -> {
                    while (gate.enter() > 0) {
                      if (drained.get()) {
                        violations.incrementAndGet();
                      }
                      gate.leave();
                    }
                  }));
        }
        gate.close().get(10, TimeUnit.SECONDS);
        drained.set(true);
        for (Future<?> thread : running) {
          thread.get(10, TimeUnit.SECONDS);
        }
        assertEquals(0, violations.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
