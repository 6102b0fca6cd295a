package dev.keybay.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A bare Felix with one servlet as a child process, set up for the heads of the protocol. */
public final class BareFelix implements AutoCloseable {
  private final Process process;
  private final String url;

  private BareFelix(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param home the distribution whose bundles it takes
   * @param scratch a folder for its cache and its log
   */
  public static BareFelix launch(Path home, Path scratch) throws IOException {
    Path servlet = scratch.resolve("floor-bare.jar");
    FloorBundle.writeBare(servlet);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("bench.jar") + ":" + home.resolve("lib") + "/*",
                BareMain.class.getName(),
                home.resolve("bundles").toString(),
                servlet.toString(),
                Files.createTempDirectory(scratch, "bare-cache").toString())
            .redirectError(scratch.resolve("bare.log").toFile())
            .start();
    process.getOutputStream().close();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        return new BareFelix(process, line.substring("ready ".length()));
      }
    }
    throw new IOException(
        "the bare server ended: " + Files.readString(scratch.resolve("bare.log")));
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
