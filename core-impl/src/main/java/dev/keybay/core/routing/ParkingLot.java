package dev.keybay.core.routing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Where requests wait while nobody serves their route. Asynchronous: a waiting request holds no
 * thread. Bounded by count: one more is turned away at once.
 *
 * <p>It does not know what a request waits for. Whenever a target comes, all wake up and look
 * again; those that still find none come back with what is left of their time. Swaps are rare.
 */
@Component(service = ParkingLot.class)
public final class ParkingLot {
  private static final int CAPACITY = 4096;

  private final ScheduledExecutorService timer;

  // Guarded by this.
  private final Deque<Parked> waiting = new ArrayDeque<>();
  private long releases;

  /** A waiting request. */
  private static final class Parked {
    private final Runnable resume;
    private boolean gone;

    Parked(Runnable resume) {
      this.resume = resume;
    }
  }

  @Activate
  public ParkingLot() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "keybay-parking");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    timer = executor;
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
    resume(takeAll());
  }

  /** A number that grows with every release: read it before looking for a target. */
  synchronized long releases() {
    return releases;
  }

  /**
   * Parks a request until the next release or until its time is over; then {@code resume} is called
   * once, on another thread.
   *
   * @param seen {@link #releases} before the caller looked in vain; if a target came since, the
   *     request resumes at once, so that none is overlooked
   * @return false if the lot is full
   */
  boolean park(Runnable resume, Duration patience, long seen) {
    Parked parked = new Parked(resume);
    synchronized (this) {
      if (waiting.size() >= CAPACITY) {
        return false;
      }
      if (seen != releases) {
        timer.execute(resume);
        return true;
      }
      waiting.add(parked);
    }
    var unused = timer.schedule(() -> expire(parked), patience.toNanos(), TimeUnit.NANOSECONDS);
    return true;
  }

  /** Wakes everyone up. */
  void release() {
    List<Parked> all;
    synchronized (this) {
      releases++;
      all = takeAll();
    }
    if (!all.isEmpty()) {
      timer.execute(() -> resume(all));
    }
  }

  /** How many wait now. */
  public synchronized int size() {
    return waiting.size();
  }

  private void expire(Parked parked) {
    synchronized (this) {
      if (parked.gone) {
        return;
      }
      parked.gone = true;
      waiting.remove(parked);
    }
    parked.resume.run();
  }

  private synchronized List<Parked> takeAll() {
    List<Parked> all = new ArrayList<>(waiting);
    all.forEach(parked -> parked.gone = true);
    waiting.clear();
    return all;
  }

  private static void resume(List<Parked> all) {
    all.forEach(parked -> parked.resume.run());
  }
}
