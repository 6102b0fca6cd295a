package dev.keybay.bench.part;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;

/**
 * CPU time of one thread doing the same again and again: the machine's other work does not show.
 */
final class CpuTimer {
  private static final int BATCHES = 9;

  /** Keeps results alive, so that the compiler cannot leave the work out. */
  private static volatile Object sink = "";

  private CpuTimer() {}

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    Object run() throws Exception;
  }

  /** Microseconds for one run: the median of nine batches after a warm-up of the same length. */
  static double micros(Duration time, Work work) throws Exception {
    int count = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      sink = work.run();
      count++;
    }
    int batch = Math.max(1, count / BATCHES);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] micros = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int j = 0; j < batch; j++) {
        sink = work.run();
      }
      micros[i] = (threads.getCurrentThreadCpuTime() - before) / 1e3 / batch;
    }
    Arrays.sort(micros);
    return micros[BATCHES / 2];
  }
}
