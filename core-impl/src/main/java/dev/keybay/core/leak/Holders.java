package dev.keybay.core.leak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Looks for what holds a class loader, as far as a running process can tell: threads and the tasks
 * of their pools and timers, values of thread locals, shutdown hooks, JDBC drivers, MBeans. A
 * static of the host or of a library it cannot see. It keeps nothing that it looks at.
 */
final class Holders {
  private static final int MOST = 5;

  private final Footprint footprint;
  private final ClassLoader loader;
  private final List<String> found = new ArrayList<>();

  /** Threads that run code of its name, which may be that of another version. */
  private final List<String> likely = new ArrayList<>();

  private Holders(Footprint footprint, ClassLoader loader) {
    this.footprint = footprint;
    this.loader = loader;
  }

  /** In words, the surest first; empty if nothing is found. */
  static List<String> of(Footprint footprint) {
    ClassLoader loader = footprint.loader().get();
    if (loader == null) {
      return List.of();
    }
    Holders holders = new Holders(footprint, loader);
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    threads.forEach(holders::thread);
    threads.keySet().forEach(holders::threadLocals);
    holders.hooks();
    holders.drivers();
    holders.beans();
    List<String> best = holders.found.isEmpty() ? holders.likely : holders.found;
    return best.stream().distinct().limit(MOST).toList();
  }

  private void thread(Thread thread, StackTraceElement[] stack) {
    String name = "the thread \"" + thread.getName() + "\"";
    if (thread.getClass().getClassLoader() == loader) {
      found.add(name + " is of its class " + thread.getClass().getName());
    } else if (thread.getContextClassLoader() == loader) {
      found.add(name + " has it as context class loader");
    } else if (Internals.task(thread).filter(this::isOfLoader).isPresent()) {
      found.add(name + " runs its code");
    } else {
      Optional<String> path = Reach.path(thread, loader);
      path.ifPresent(fields -> found.add(name + " holds it by " + fields));
      if (path.isEmpty()) {
        PluginThreads.frame(footprint, thread, stack)
            .ifPresent(frame -> likely.add(name + " " + frame + ", of this or another version"));
      }
    }
  }

  private void threadLocals(Thread thread) {
    for (Object value : Internals.threadLocals(thread)) {
      if (isOfLoader(value)) {
        found.add(
            "a thread local of the thread \""
                + thread.getName()
                + "\" has a value of its class "
                + (value instanceof Class<?> type ? type : value.getClass()).getName());
      }
    }
  }

  private void hooks() {
    for (Thread hook : Internals.shutdownHooks()) {
      if (isOfLoader(hook)
          || hook.getContextClassLoader() == loader
          || Internals.task(hook).filter(this::isOfLoader).isPresent()) {
        found.add("the shutdown hook \"" + hook.getName() + "\" is its own");
      }
    }
  }

  private void drivers() {
    for (Object driver : Internals.drivers()) {
      if (isOfLoader(driver)) {
        found.add("its JDBC driver " + driver.getClass().getName() + " is registered still");
      }
    }
  }

  private void beans() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      if (isOfLoader(server, name)) {
        found.add("its MBean " + name + " is registered still");
      }
    }
  }

  private boolean isOfLoader(MBeanServer server, ObjectName name) {
    try {
      return server.getClassLoaderFor(name) == loader;
    } catch (InstanceNotFoundException e) {
      return false; // gone meanwhile
    }
  }

  private boolean isOfLoader(Object value) {
    Class<?> type = value instanceof Class<?> itself ? itself : value.getClass();
    return value == loader || type.getClassLoader() == loader;
  }
}
