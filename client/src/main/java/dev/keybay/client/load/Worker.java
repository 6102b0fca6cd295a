package dev.keybay.client.load;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One connection's loop. */
final class Worker implements Runnable {

  /** After an error, so that a dead server is not hammered with connects. */
  private static final long PAUSE_NANOS = 10_000_000;

  private final Exchange exchange;
  private final String base;
  private final Supplier<Phase> phase;
  private volatile boolean stopped;

  /** Guarded by this; uncontended but for a report. */
  private final Map<String, Tally> tallies = new HashMap<>();

  Worker(Exchange exchange, String base, Supplier<Phase> phase) {
    this.exchange = exchange;
    this.base = base;
    this.phase = phase;
  }

  @Override
  public void run() {
    try (exchange) {
      while (!stopped) {
        once();
      }
    }
  }

  private void once() {
    long start = System.nanoTime();
    try {
      exchange.prepare();
      start = System.nanoTime();
      int status = exchange.run();
      long end = System.nanoTime();
      String name = phase.get().of(base, start);
      synchronized (this) {
        Tally tally = tally(name);
        tally.answered(status, end - start);
        if (status != 200) {
          tally.refused(status + " " + exchange.refusal());
        }
      }
    } catch (IOException | RuntimeException e) {
      // Whatever it is, this request has failed and the run goes on.
      String name = phase.get().of(base, start);
      synchronized (this) {
        tally(name).failed(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Tally tally(String name) {
    return tallies.computeIfAbsent(name, key -> new Tally());
  }

  synchronized void addTo(Map<String, Tally> sums) {
    tallies.forEach((name, tally) -> sums.computeIfAbsent(name, key -> new Tally()).add(tally));
  }

  /** Ends the loop after the request that is under way. */
  void stop() {
    stopped = true;
  }
}
