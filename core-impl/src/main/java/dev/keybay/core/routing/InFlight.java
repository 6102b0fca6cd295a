package dev.keybay.core.routing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests are inside one version, and the gate that closes behind them.
 *
 * <p>One word holds the count and, in its top bit, whether the gate is closed, so that entering and
 * closing are ordered by the hardware: every request either was counted before the gate closed, and
 * the drain waits for it, or sees the gate closed and goes elsewhere. A striped counter would be
 * faster under many cores but cannot be read exactly while late-comers step back out again, and
 * reading zero too early is the one mistake that this class exists to exclude.
 *
 * <p>Lock-free and thread-safe. A closed gate never opens again: a version that comes back is a new
 * one.
 */
final class InFlight {
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicLong state = new AtomicLong();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  /**
   * Enters, if the gate is open. Whoever enters must {@link #leave} exactly once.
   *
   * @return how many are inside now, or 0 if the gate is closed
   */
  int enter() {
    long before = state.getAndIncrement();
    if (before >= 0) {
      return (int) before + 1;
    }
    leave();
    return 0;
  }

  void leave() {
    if (state.decrementAndGet() == CLOSED) {
      drained.complete(null);
    }
  }

  /** Closes the gate. The future completes when the last one inside has left. */
  CompletableFuture<Void> close() {
    // Held open by one artificial guest, so that the completion has a single place, leave().
    state.incrementAndGet();
    state.accumulateAndGet(CLOSED, (now, closed) -> now | closed);
    leave();
    return drained;
  }

  /** How many are inside now; an instant's view. */
  long count() {
    return state.get() & ~CLOSED;
  }
}
