package dev.keybay.core.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks side by side within one deadline. A check that is late is left to finish and is not
 * called again before it has: a hanging check holds one thread, however often anyone looks.
 */
final class CheckRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);
  private static final long IDLE_SECONDS = 10;

  private final Duration deadline;
  private final ExecutorService threads;

  /** Under way now. Removed when finished, so that a check that has gone is not held. */
  private final Map<HealthCheck, FutureTask<Optional<String>>> running = new ConcurrentHashMap<>();

  CheckRunner(Duration deadline) {
    this.deadline = deadline;
    AtomicInteger number = new AtomicInteger();
    // One thread at most for each check, see above; none when nobody looks.
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "keybay-health-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The problems of those checks, in their order. */
  List<Problem> run(List<HealthCheck> checks) {
    long end = System.nanoTime() + deadline.toNanos();
    List<FutureTask<Optional<String>>> tasks = checks.stream().map(this::start).toList();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      String name = name(checks.get(i));
      await(tasks.get(i), end).ifPresent(text -> problems.add(new Problem(name, text)));
    }
    return List.copyOf(problems);
  }

  private FutureTask<Optional<String>> start(HealthCheck check) {
    FutureTask<Optional<String>> task =
        new FutureTask<>(check::problem) {
          @Override
          protected void done() {
            running.remove(check, this);
          }
        };
    FutureTask<Optional<String>> before = running.putIfAbsent(check, task);
    if (before != null) {
      return before;
    }
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.cancel(false); // The host is going down.
    }
    return task;
  }

  private Optional<String> await(FutureTask<Optional<String>> task, long end) {
    try {
      return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.of("no answer within " + deadline.toMillis() + " ms");
    } catch (CancellationException e) {
      return Optional.of("the host is stopping");
    } catch (ExecutionException e) {
      LOG.debug("A health check failed", e.getCause());
      return Optional.of("the check failed: " + e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  static String name(HealthCheck check) {
    try {
      return check.name();
    } catch (RuntimeException | LinkageError e) {
      return check.getClass().getName();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
