package dev.keybay.runtime;

import dev.keybay.runtime.log.LogFile;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * Stops the framework in good order: HTTP first, which lets requests in flight finish. There is one
 * stop, whoever asks first; it ends within {@link #LIMIT}, by force if need be.
 */
final class GracefulStop {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String HOOK = "keybay-stop";
  private static final String WATCHDOG = "keybay-stop-limit";

  private final Framework framework;
  private final Runnable release;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  GracefulStop(Framework framework, Runnable release) {
    this.framework = framework;
    this.release = release;
  }

  /**
   * A SIGTERM or SIGINT makes the virtual machine run its hooks and then report the signal as the
   * exit code; a broker that was asked to stop and did so ends with 0, so the hook ends the
   * process.
   */
  void onSignal() {
    Thread hook =
        new Thread(
            () -> {
              if (!begun.get()) {
                Runtime.getRuntime().halt(now());
              }
            },
            HOOK);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Waits until the framework has stopped by itself, as from the shell. */
  int await() throws InterruptedException {
    framework.waitForStop(0);
    if (begun.get()) {
      // The hook is at work, and ends the process.
      ended.await();
      return 0;
    }
    return now();
  }

  /** Stops; 0 if everything stopped. */
  int now() {
    if (!begun.compareAndSet(false, true)) {
      return 0;
    }
    Thread watchdog = new Thread(this::force, WATCHDOG);
    watchdog.setDaemon(true);
    watchdog.start();
    try {
      framework.stop();
      FrameworkEvent event = framework.waitForStop(0);
      release.run();
      LogFile.close();
      return event.getType() == FrameworkEvent.ERROR ? 1 : 0;
    } catch (BundleException e) {
      System.err.println("keybay: the framework did not stop in good order: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      ended.countDown();
    }
  }

  private void force() {
    try {
      if (ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    StringBuilder text = new StringBuilder("keybay: not stopped after ");
    text.append(LIMIT.toSeconds()).append(" s, ending by force. Still at work:");
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      Thread thread = each.getKey();
      if (mayHoldUp(thread) && each.getValue().length > 0) {
        text.append("\n  ").append(thread.getName()).append(" in ").append(each.getValue()[0]);
      }
    }
    System.err.println(text);
    Runtime.getRuntime().halt(1);
  }

  /**
   * Daemons do not, but for those on which plugins start and stop: the framework waits for these.
   */
  private static boolean mayHoldUp(Thread thread) {
    String name = thread.getName();
    boolean plugins = name.startsWith("keybay-start-") || name.startsWith("keybay-stop-");
    return thread.isDaemon() ? plugins && !name.equals(WATCHDOG) : !name.equals(HOOK);
  }
}
