package dev.keybay.core.host;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that makes rounds: parts of the host let it look at their files now and again. It
 * polls because file system events do not come for network file systems, nor for a folder behind a
 * link that moves, as Kubernetes mounts them.
 */
@Component(service = Rounds.class)
public class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread walker = new Thread(work, "keybay-rounds");
            walker.setDaemon(true);
            return walker;
          });

  @Activate
  public Rounds() {
    // The thread is made by the first who wants it.
  }

  /** Ends what {@link #every} began; may be called again. */
  public interface Round extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Runs a look again and again until closed. A look takes milliseconds; what it throws is logged
   * once until one succeeds.
   *
   * @param pause between the end of a look and the next; 1 ms or more
   */
  public Round every(Duration pause, String what, Runnable look) {
    ScheduledFuture<?> future =
        thread.scheduleWithFixedDelay(
            new Look(what, look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  @Deactivate
  public void stop() {
    thread.shutdownNow();
  }

  /** Run by the one thread. */
  private static final class Look implements Runnable {
    private final String what;
    private final Runnable look;
    private boolean failing;

    Look(String what, Runnable look) {
      this.what = what;
      this.look = look;
    }

    @Override
    public void run() {
      try {
        look.run();
        failing = false;
      } catch (RuntimeException e) {
        // Were it thrown on, the executor would never run this again.
        if (!failing) {
          LOG.atError().addKeyValue("what", what).setCause(e).log("cannot look; trying again");
        }
        failing = true;
      }
    }
  }
}
