package dev.keybay.client.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A running load: one thread for each connection. Its methods may be called from any one thread at
 * a time.
 */
public final class LoadGenerator implements AutoCloseable {

  /** Opens connection number {@code index}. */
  @FunctionalInterface
  public interface Connector {
    Exchange open(int index) throws IOException;
  }

  private static final Duration LAST_REQUESTS = Duration.ofSeconds(60);

  private final long started = System.nanoTime();
  private final List<Worker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Phase phase;
  private long elapsed;

  private LoadGenerator(String base) {
    this.phase = new Phase(base, started, null);
  }

  /**
   * Starts.
   *
   * @param connections from 1 to 1024
   * @param base the name of the first phase: the undisturbed state, to which only requests count
   *     that touch no other phase
   * @throws IOException if an exchange could not be made
   */
  public static LoadGenerator start(int connections, String base, Connector connector)
      throws IOException {
    if (connections < 1 || connections > 1024) {
      throw new IllegalArgumentException(connections + " connections, expected 1 to 1024");
    }
    LoadGenerator load = new LoadGenerator(base);
    for (int i = 0; i < connections; i++) {
      Worker worker = new Worker(connector.open(i), base, () -> load.phase);
      Thread thread = new Thread(worker, "load-" + i);
      thread.setDaemon(true);
      load.workers.add(worker);
      load.threads.add(thread);
    }
    load.threads.forEach(Thread::start);
    return load;
  }

  /** Begins another phase, or the first one again. */
  public void phase(String name) {
    phase = new Phase(name, System.nanoTime(), phase);
  }

  /** What happened so far. */
  public LoadReport report() {
    Map<String, Tally> sums = new HashMap<>();
    workers.forEach(worker -> worker.addTo(sums));
    Tally total = new Tally();
    sums.values().forEach(total::add);
    Map<String, PhaseReport> phases =
        sums.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().report()));
    long duration = elapsed > 0 ? elapsed : System.nanoTime() - started;
    return new LoadReport(total.report(), phases, Duration.ofNanos(duration));
  }

  /** Lets the requests under way finish, closes the connections, and reports. */
  public LoadReport stop() {
    close();
    return report();
  }

  @Override
  public void close() {
    workers.forEach(Worker::stop);
    long deadline = System.nanoTime() + LAST_REQUESTS.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (elapsed == 0) {
      elapsed = System.nanoTime() - started;
    }
  }
}
