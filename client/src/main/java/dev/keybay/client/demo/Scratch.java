package dev.keybay.client.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of our own (mode 0700), gone when it is closed. */
final class Scratch implements AutoCloseable {

  private final Path folder;

  Scratch() throws IOException {
    this.folder = Files.createTempDirectory("keybay-demo-");
  }

  Path folder() {
    return folder;
  }

  /** Deletes what can be deleted; symbolic links are not followed. */
  @Override
  public void close() {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      return;
    }
    for (Path file : deepestFirst) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException ignored) {
        // It stays in the system's temporary folder, for its owner alone.
      }
    }
  }
}
