package dev.keybay.bench.part;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * CPU time of doing the same again and again. Every processor does it at once, as in a broker under
 * load: processors that share a core, its caches or its power are faster while the other one idles,
 * and no part of a loaded server ever has that. The machine's other work hardly shows.
 */
final class CpuTimer {
  private static final int BATCHES = 9;

  private CpuTimer() {}

  /** Keeps a result alive, so that the compiler cannot leave the work out. */
  private static final class Sink {
    @SuppressWarnings("UnusedVariable")
    private volatile Object last = "";
  }

  /** A piece of work. Thread-safe. */
  @FunctionalInterface
  interface Work {
    Object run() throws Exception;
  }

  /**
   * Microseconds for one run: the median of nine batches of each processor, after a warm-up of the
   * same length.
   */
  static double micros(Duration time, Work work) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(processors);
    try {
      Callable<double[]> one = () -> batches(time, work);
      List<Double> all = new ArrayList<>();
      for (Future<double[]> batches : threads.invokeAll(Collections.nCopies(processors, one))) {
        Arrays.stream(batches.get()).forEach(all::add);
      }
      return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    } finally {
      threads.shutdown();
    }
  }

  private static double[] batches(Duration time, Work work) throws Exception {
    Sink sink = new Sink();
    int count = 0;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      sink.last = work.run();
      count++;
    }
    int batch = Math.max(1, count / BATCHES);
    ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    double[] micros = new double[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      long before = cpu.getCurrentThreadCpuTime();
      for (int j = 0; j < batch; j++) {
        sink.last = work.run();
      }
      micros[i] = (cpu.getCurrentThreadCpuTime() - before) / 1e3 / batch;
    }
    return micros;
  }
}
