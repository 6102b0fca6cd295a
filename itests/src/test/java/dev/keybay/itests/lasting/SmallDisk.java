package dev.keybay.itests.lasting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes in memory, which only root can make. */
final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTES = 48;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** One; empty on a machine that does not let this process mount any. */
  static Optional<SmallDisk> mount() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("keybay-it-disk");
    if (run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString())) {
      return Optional.of(new SmallDisk(folder));
    }
    Files.delete(folder);
    return Optional.empty();
  }

  Path folder() {
    return folder;
  }

  /** Takes the last byte. */
  void fill() throws IOException {
    byte[] zeros = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException e) {
      if (folder.toFile().getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      if (!run("umount", "--lazy", folder.toString())) {
        throw new IOException(folder + " cannot be unmounted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.delete(folder);
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such command.
      return false;
    }
  }
}
