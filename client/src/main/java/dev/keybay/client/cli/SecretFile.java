package dev.keybay.client.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that hold a secret: mode 0600 from the first byte on, and there as a whole or not at all.
 */
final class SecretFile {

  private SecretFile() {}

  static void write(Path file, byte[] content) {
    Path absolute = file.toAbsolutePath();
    try {
      // Files.createTempFile makes it readable for its owner alone.
      Path temporary = Files.createTempFile(absolute.getParent(), ".keybay", ".tmp");
      try {
        Files.write(temporary, content);
        move(temporary, absolute);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
