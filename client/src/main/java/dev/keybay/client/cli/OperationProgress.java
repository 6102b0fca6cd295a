package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsClientException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says on standard error what an operation does that takes longer than a second: each step once,
 * and how many requests a drain waits for whenever that changes. Until closed.
 */
final class OperationProgress implements AutoCloseable {
  private static final long LOOK_SECONDS = 1;

  private final AdminClient client;
  private final String operation;
  private final PrintStream err;
  private final CountDownLatch closed = new CountDownLatch(1);

  private OperationProgress(AdminClient client, String operation, PrintStream err) {
    this.client = client;
    this.operation = operation;
    this.err = err;
  }

  static OperationProgress of(AdminClient client, String operation, PrintStream err) {
    OperationProgress progress = new OperationProgress(client, operation, err);
    Thread thread = new Thread(progress::watch, "progress");
    thread.setDaemon(true);
    thread.start();
    return progress;
  }

  private void watch() {
    String said = "";
    try {
      while (!closed.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
        String now = look();
        if (!now.isEmpty() && !now.equals(said)) {
          err.println(now);
          err.flush();
          said = now;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KbsClientException e) {
      err.println("(no progress to be had: " + e.getMessage() + ")");
    }
  }

  /** Of operations of this kind that run, the latest; empty if none does. */
  private String look() {
    for (Map<String, ?> each : client.pluginOperations()) {
      if (operation.equals(each.get("operation")) && each.get("stepSince") != null) {
        long inside = each.get("inside") instanceof Number count ? count.longValue() : 0;
        String waits = inside > 0 ? ", waits for " + inside + " requests inside" : "";
        return (each.get("operation") + " " + each.get("target") + ": " + each.get("step") + waits)
            .replaceAll("\\p{Cntrl}", " ");
      }
    }
    return "";
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
