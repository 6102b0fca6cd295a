package dev.keybay.core.routing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the sender of a body is behind the pace at which it has to send. Waiting adds to it, what
 * comes takes from it; nobody gets ahead, so that a fast beginning buys no long silence.
 * Thread-safe.
 */
final class Arrears {
  static final long BYTES_PER_SECOND = 16 << 10;

  private final AtomicLong nanos = new AtomicLong();

  long nanos() {
    return nanos.get();
  }

  void waited(long time) {
    long unused = nanos.addAndGet(time);
  }

  void received(long bytes) {
    if (nanos.get() > 0) {
      long worth = TimeUnit.SECONDS.toNanos(bytes) / BYTES_PER_SECOND;
      long unused = nanos.updateAndGet(behind -> Math.max(0, behind - worth));
    }
  }
}
