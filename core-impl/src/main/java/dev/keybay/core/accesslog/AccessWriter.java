package dev.keybay.core.accesslog;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Writes entries on a thread of its own, in the order in which they were offered. Bounded: who
 * offers never waits.
 */
final class AccessWriter implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final Object END = new Object();

  /** Entries to be written, and {@link #END} after the last. */
  private final BlockingQueue<Object> queue;

  private final AccessFormat format;
  private final Consumer<String> out;
  private final Thread thread = new Thread(this::write, "keybay-access-log");
  private volatile boolean closed;

  /**
   * @param capacity entries that may wait
   * @param out takes a line; called on the thread
   */
  AccessWriter(int capacity, AccessFormat format, Consumer<String> out) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.format = format;
    this.out = out;
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes an entry, or does not: it is full, or closed. */
  boolean offer(AccessEntry entry) {
    return !closed && queue.offer(entry);
  }

  private void write() {
    try {
      while (queue.take() instanceof AccessEntry entry) {
        out.accept(format.line(entry));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what waits, and ends; gives up what cannot be written in time. */
  @Override
  public void close() {
    closed = true;
    try {
      // Where the queue is full, whoever reads the lines may have stopped.
      if (queue.offer(END, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        thread.join(PATIENCE_MILLIS);
      }
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
