package dev.keybay.core.leak;

import dev.keybay.core.plugins.ActivationThreads;
import java.util.Map;
import java.util.Optional;

/** Which threads are a version's own. */
final class PluginThreads {
  private PluginThreads() {}

  /** Why a thread is the version's, in words; empty if it is not, as far as can be told. */
  static Optional<String> frame(Footprint footprint, Thread thread, StackTraceElement[] stack) {
    String inside = null;
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith("dev.keybay.core.")) {
        return Optional.empty(); // a request, or the host's own work
      }
      if (footprint.hasClass(frame.getClassName())) {
        inside = frame.getClassName();
      }
    }
    if (inside != null) {
      return Optional.of("runs " + inside);
    }
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.getName().equals(ActivationThreads.groupName(footprint.bundle()))
        ? Optional.of("was started by its activation")
        : Optional.empty();
  }

  /** How many there are now. Stops all threads for a moment. */
  static long count(Footprint footprint) {
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    return threads.entrySet().stream()
        .filter(each -> frame(footprint, each.getKey(), each.getValue()).isPresent())
        .count();
  }
}
