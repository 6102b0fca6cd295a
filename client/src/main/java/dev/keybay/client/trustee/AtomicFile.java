package dev.keybay.client.trustee;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there as a whole or not at all. Its temporary name begins with a dot, so that
 * whoever watches the folder passes it over.
 */
final class AtomicFile {
  private static final String READABLE = "rw-r--r--";

  private AtomicFile() {}

  /**
   * Writes it.
   *
   * @param secret whether its owner alone may read it, from the first byte on; otherwise it keeps
   *     the permissions of the file before
   */
  static void write(Path file, byte[] content, boolean secret) throws IOException {
    // Files.createTempFile makes it readable for its owner alone.
    Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".keybay", ".tmp");
    try {
      Files.write(temporary, content);
      PosixFileAttributeView view =
          Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
      if (!secret && view != null) {
        view.setPermissions(permissions(file));
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.exists(file)
        ? Files.getPosixFilePermissions(file)
        : PosixFilePermissions.fromString(READABLE);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
