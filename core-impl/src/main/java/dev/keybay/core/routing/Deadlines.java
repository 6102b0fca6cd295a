package dev.keybay.core.routing;

import dev.keybay.format.naming.PluginVersion;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Interrupts the threads of requests that have been inside a plugin for too long. A thread that
 * does not heed it cannot be stopped by anyone; it is counted and named.
 *
 * <p>One sweep a quarter of a second looks at all of them, so that starting and ending a request
 * costs two operations on a concurrent set and no timer.
 */
@Component(service = Deadlines.class)
public final class Deadlines {
  private static final Logger log = LoggerFactory.getLogger(Deadlines.class);
  private static final long SWEEP_MILLIS = 250;
  private static final long BRIEF_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "keybay-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public Deadlines() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  /** Notes that the current thread goes into a plugin. */
  Running start(PluginVersion plugin, long deadlineNanos) {
    return enter(plugin, deadlineNanos);
  }

  /** Does what waits for a caller who has no right to be waited for; two seconds at most. */
  void briefly(Runnable work) {
    Running entry = enter(null, BRIEF_NANOS);
    try {
      work.run();
    } finally {
      entry.end();
    }
  }

  /** Notes that the current thread waits for a caller who has a right to it, for a time. */
  Running patiently(long nanos) {
    return enter(null, nanos);
  }

  private Running enter(@Nullable PluginVersion plugin, long deadlineNanos) {
    Running entry = new Running(plugin, Thread.currentThread(), System.nanoTime() + deadlineNanos);
    running.add(entry);
    return entry;
  }

  /** Whether the current thread is inside of this version: what it waits for cannot wait for it. */
  public boolean isInside(PluginVersion plugin) {
    Thread current = Thread.currentThread();
    return running.stream()
        .anyMatch(entry -> entry.thread == current && plugin.equals(entry.plugin));
  }

  /** Threads that were interrupted and are still inside. */
  public int stuck() {
    return (int) running.stream().filter(Running::overdue).count();
  }

  private void sweep() {
    long now = System.nanoTime();
    for (Running entry : running) {
      if (now - entry.until >= 0 && entry.interrupt() && entry.plugin != null) {
        log.atWarn()
            .addKeyValue("plugin", entry.plugin)
            .addKeyValue("thread", entry.thread.getName())
            .log("a request is over its deadline: its thread was interrupted");
      }
    }
  }

  /** A thread inside a plugin, or in the host if there is none. */
  final class Running {
    private final @Nullable PluginVersion plugin;
    private final Thread thread;
    private final long until;

    // Guarded by this entry, so that no interrupt hits the thread after it has come out.
    private boolean done;
    private boolean interrupted;

    private Running(@Nullable PluginVersion plugin, Thread thread, long until) {
      this.plugin = plugin;
      this.thread = thread;
      this.until = until;
    }

    /**
     * Notes that the thread has come out.
     *
     * @return true if its time was over
     */
    boolean end() {
      running.remove(this);
      synchronized (this) {
        done = true;
        if (interrupted) {
          // The mark must not reach the next request on this thread.
          boolean unused = Thread.interrupted();
        }
        return interrupted;
      }
    }

    /** Interrupts it, once; whether that was now. */
    synchronized boolean interrupt() {
      if (done || interrupted) {
        return false;
      }
      interrupted = true;
      thread.interrupt();
      return true;
    }

    private synchronized boolean overdue() {
      return interrupted && !done && plugin != null;
    }
  }
}
