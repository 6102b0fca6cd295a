package dev.keybay.core.config;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the folder again and again on a thread of its own, until closed. It polls because file
 * system events do not come for network file systems, nor for a folder behind a link that moves, as
 * Kubernetes mounts them.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final ConfigFolder folder;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "keybay-settings");

  FolderWatch(ConfigFolder folder, Duration interval) {
    this.folder = folder;
    this.interval = interval;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    boolean failing = false;
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          folder.poll();
          failing = false;
        } catch (IOException | RuntimeException e) {
          // Whatever one look meets, the next may not; it is said once.
          if (!failing) {
            LOG.atError().setCause(e).log("cannot look at the settings folder; trying again");
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
