package dev.keybay.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "Stops the broker that runs on a data folder, and waits until it has stopped.")
final class StopCommand implements Callable<Integer> {
  /** More than the broker takes before it ends by force. */
  private static final int LIMIT_SECONDS = 40;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "its data folder; KEYBAY_DATA; default data/ of the distribution")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Path folder = Environment.data(data);
    Optional<RunningBroker> running = RunningBroker.on(folder);
    if (running.isEmpty()) {
      System.err.println("keybay: no broker is running on " + folder);
      return 3;
    }
    ProcessHandle process = running.get().process();
    // SIGTERM.
    process.destroy();
    try {
      process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return 0;
    } catch (TimeoutException e) {
      System.err.println(
          "keybay: process " + process.pid() + " has not stopped after " + LIMIT_SECONDS + " s");
      return 1;
    }
  }
}
