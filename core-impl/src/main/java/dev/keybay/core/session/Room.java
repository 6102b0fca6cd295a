package dev.keybay.core.session;

import java.util.concurrent.Semaphore;

/** How many more there may be: a permit for each that is not there. Thread-safe. */
final class Room extends Semaphore {
  private static final long serialVersionUID = 1L;

  private int max;

  /** Room for {@code max}, of which {@code taken} are there already. */
  Room(int max, int taken) {
    super(max - taken);
    this.max = max;
  }

  synchronized int max() {
    return max;
  }

  /** Another bound. Where more are there already, none comes until enough have gone. */
  synchronized void resize(int changed) {
    if (changed > max) {
      release(changed - max);
    } else {
      reducePermits(max - changed);
    }
    max = changed;
  }
}
