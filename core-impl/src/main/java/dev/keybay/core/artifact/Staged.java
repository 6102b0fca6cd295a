package dev.keybay.core.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that came in and are not kept yet. Nobody else knows the file, so nobody changes it between
 * the look and the use.
 *
 * @param digest {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Staged(Path file, String digest) implements AutoCloseable {
  /** Gives up what was not kept. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
