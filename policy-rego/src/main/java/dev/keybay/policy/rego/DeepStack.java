package dev.keybay.policy.rego;

import dev.keybay.api.policy.PolicyEvaluationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates where there is stack enough. How deep the rules of a policy nest is known when it is
 * compiled; nearly all fit into what a thread has, and are evaluated on the caller's. The others
 * get a thread of their own, with a stack of the size that they need.
 */
final class DeepStack {
  /** What is evaluated on the caller's thread, in frames: about 200 KiB. */
  private static final int SHALLOW = 1_000;

  /** A frame of interpreted code, measured generously, in bytes. */
  private static final long FRAME = 256;

  /** For reading values as deep as they may be, and the host's functions, in bytes. */
  private static final long BASE = 1 << 20;

  private DeepStack() {}

  static <T> T run(int frames, Supplier<T> task) {
    return frames <= SHALLOW ? task.get() : onThread(frames, task);
  }

  private static <T> T onThread(int frames, Supplier<T> task) {
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    AtomicReference<@Nullable PolicyEvaluationException> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(task.get());
              } catch (PolicyEvaluationException e) {
                failure.set(e);
              }
            },
            "keybay-rego",
            BASE + FRAME * frames);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // What Java throws when the system has no more threads: a limit, and no lack of heap.
      throw new PolicyEvaluationException(
          PolicyEvaluationException.Kind.LIMIT, "no thread to evaluate a deep policy on", e);
    }
    await(thread);
    PolicyEvaluationException failed = failure.get();
    T value = result.get();
    if (failed != null) {
      throw failed;
    }
    if (value == null) {
      throw new PolicyEvaluationException(
          PolicyEvaluationException.Kind.LIMIT, "the evaluation ended without a result");
    }
    return value;
  }

  /** Waits to the end, which the evaluation's deadline bounds; an interrupt is kept for later. */
  private static void await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
