package dev.keybay.core.plugins;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads on which plugins start and stop. Java cannot end a thread that does not want to end; so
 * each start and each stop has a thread of its own, a daemon, and one that is over its deadline is
 * reported, counted and left behind.
 */
@Component(service = ActivationThreads.class)
public final class ActivationThreads {
  private static final Logger log = LoggerFactory.getLogger(ActivationThreads.class);

  private final GrantedTimes times;
  private final Set<Thread> overdue = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "keybay-start-deadlines"));

  @Activate
  public ActivationThreads(@Reference GrantedTimes times) {
    this.times = times;
    // Or what came back long ago would be kept until its deadline.
    timer.setRemoveOnCancelPolicy(true);
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
  }

  /** Runs the code that starts a plugin on a thread of its own, see {@link #run}. */
  Thread start(PluginEntry entry, Runnable start, LongConsumer late) {
    return run(entry, "start", start, late);
  }

  /** Runs the code that stops a plugin on a thread of its own, see {@link #run}. */
  Thread stop(PluginEntry entry, Runnable stop) {
    return run(entry, "stop", stop, seconds -> {});
  }

  /**
   * Runs a plugin's code on a thread of its own.
   *
   * @param what of its life it is, for the thread's name and the log
   * @param late told once, with the deadline in seconds, if the code is not back by then
   * @return the thread, started
   */
  private Thread run(PluginEntry entry, String what, Runnable code, LongConsumer late) {
    long seconds = times.start(entry).toSeconds();
    Thread[] self = new Thread[1];
    Thread thread =
        new Thread(
            group(entry),
            () -> {
              ScheduledFuture<?> deadline =
                  timer.schedule(
                      () -> report(self[0], entry, what, late, seconds), seconds, TimeUnit.SECONDS);
              try {
                code.run();
              } finally {
                deadline.cancel(false);
                overdue.remove(Thread.currentThread());
              }
            },
            "keybay-" + what + "-" + entry.plugin());
    thread.setDaemon(true);
    self[0] = thread;
    thread.start();
    return thread;
  }

  /** Threads that are over their deadline and still not back. */
  public int stuck() {
    overdue.removeIf(thread -> !thread.isAlive());
    return overdue.size();
  }

  private void report(
      Thread thread, PluginEntry entry, String what, LongConsumer late, long seconds) {
    overdue.add(thread);
    log.atError()
        .addKeyValue("plugin", entry.plugin().name())
        .addKeyValue("version", entry.plugin().version())
        .addKeyValue("seconds", seconds)
        .log("a plugin does not come back from its " + what + "; its thread is left behind");
    thread.interrupt();
    late.accept(seconds);
  }

  /** One for each bundle, so that threads which it leaves behind can be told from others. */
  @SuppressWarnings("removal") // on Java 17 a group that is no daemon is never forgotten
  private static ThreadGroup group(PluginEntry entry) {
    ThreadGroup group = new ThreadGroup(groupName(entry.bundle().getBundleId()));
    group.setDaemon(true);
    return group;
  }

  /**
   * The name of the thread group in which the code of a bundle is started: threads that it makes
   * there are born into it.
   */
  public static String groupName(long bundle) {
    return "keybay-plugin-" + bundle;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
