package dev.keybay.client.demo;

import dev.keybay.client.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A broker as a child process on a free port of its own. Closing it stops it cleanly; it may be
 * closed more than once and by any thread.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final String READY = "ready ";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int LOG_LINES = 20;

  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Path scratch;

  private BrokerProcess(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
  }

  /**
   * Starts a broker with the sample TEE.
   *
   * @param home the folder that has {@code bin/keybay}
   * @param scratch a folder for its data, its drop folder and its log
   * @param more options of {@code keybay start}
   */
  public static BrokerProcess launch(Path home, Path scratch, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        home.resolve("bin").resolve("keybay").toString(),
        "start",
        "--port",
        "0",
        "--data",
        scratch.resolve("data").toString(),
        "--deploy",
        Files.createDirectories(scratch.resolve("deploy")).toString(),
        "--sample-tee");
    Collections.addAll(command, more);
    Process process =
        new ProcessBuilder(command).redirectError(scratch.resolve("broker.log").toFile()).start();
    process.getOutputStream().close();
    BrokerProcess broker = new BrokerProcess(process, scratch);
    Thread reader = new Thread(broker::read, "broker-output");
    reader.setDaemon(true);
    reader.start();
    return broker;
  }

  /**
   * Waits until it serves.
   *
   * @return its address
   * @throws CommandFailure if it ends instead, or takes longer than 60 s, with the end of its log
   */
  public String url() {
    try {
      return ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          "the broker was not ready after " + START.toSeconds() + " s" + tail(), e);
    } catch (ExecutionException e) {
      throw new CommandFailure("the broker ended before it was ready" + tail(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the broker was starting", e);
    }
  }

  /** The number of the operating system's process. */
  public long pid() {
    return process.pid();
  }

  /** Ends it at once, without a chance to tidy up, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** Its data folder. */
  public Path data() {
    return scratch.resolve("data");
  }

  /** Its drop folder. */
  public Path deploy() {
    return scratch.resolve("deploy");
  }

  /** Waits until it ends. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Reads on to the end, or the broker would block; what it says goes to a file. */
  private void read() {
    try (BufferedReader lines = process.inputReader();
        PrintStream copy = new PrintStream(scratch.resolve("broker.out").toFile())) {
      lines
          .lines()
          .forEach(
              line -> {
                copy.println(line);
                if (line.startsWith(READY)) {
                  ready.complete(line.substring(READY.length()).strip());
                }
              });
      ready.completeExceptionally(new IOException("end of output"));
    } catch (IOException | UncheckedIOException e) {
      ready.completeExceptionally(e);
    }
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(scratch.resolve("broker.log"));
      List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return last.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "";
    }
  }

  /** Descendants too: bin/keybay may be a shell that has not become the broker itself. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(STOP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
