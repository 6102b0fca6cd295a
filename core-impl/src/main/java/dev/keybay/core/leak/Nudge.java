package dev.keybay.core.leak;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

/**
 * Asks the virtual machine for a full collection, but seldom: not more often than every five of the
 * periods in which versions may stay, and not while versions come and go, unless they have done so
 * for ten periods. All that is due is judged by the same one. Confined to its thread.
 */
final class Nudge {
  private static final int PERIODS_BETWEEN = 5;
  private static final int PERIODS_BUSY = 10;

  private long lastNanos;
  private boolean ever;

  /**
   * Collects, if it may.
   *
   * @param seconds a period
   * @param quiet whether nothing was taken out within the last period
   * @return whether what is not held is gone now; never if the virtual machine collects nothing
   *     when asked
   */
  boolean collect(int seconds, boolean quiet) {
    long sinceNanos = System.nanoTime() - lastNanos;
    int periods = quiet ? PERIODS_BETWEEN : PERIODS_BUSY;
    if (ever && sinceNanos < TimeUnit.SECONDS.toNanos((long) seconds * periods)) {
      return false;
    }
    if (!ever && !quiet) {
      // The first of a busy time: count from here.
      ever = true;
      lastNanos = System.nanoTime();
      return false;
    }
    ever = true;
    lastNanos = System.nanoTime();
    boolean collected = full();
    // What the first finds dead may have held something until then, by a finaliser for example.
    return full() && collected;
  }

  private static boolean full() {
    WeakReference<Object> sentinel = new WeakReference<>(new Object());
    System.gc();
    return sentinel.refersTo(null);
  }
}
