package dev.keybay.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps the database from other users of the machine. SQLite gives its {@code -wal} and {@code
 * -shm} files the mode of the database file, so what counts is that the latter exists with mode
 * 0600 before SQLite sees it.
 *
 * <p>An existing database is never opened from here: closing any descriptor of it would drop the
 * POSIX locks that SQLite holds in this process.
 */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** The folder exists with mode 0700 when this returns. */
  static void folder(Path folder) throws IOException {
    if (!posix(folder)) {
      Files.createDirectories(folder);
      return;
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    restrict(folder, FOLDER);
  }

  /** The database file exists with mode 0600, and so do its companions if there are any. */
  static void database(Path file) throws IOException {
    if (!posix(file)) {
      return;
    }
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
    } catch (FileAlreadyExistsException expected) {
      restrict(file, FILE);
    }
    for (Path companion : companions(file)) {
      if (Files.exists(companion)) {
        restrict(companion, FILE);
      }
    }
  }

  /** The write-ahead log and its index. */
  static Set<Path> companions(Path file) {
    return Set.of(
        file.resolveSibling(file.getFileName() + "-wal"),
        file.resolveSibling(file.getFileName() + "-shm"));
  }

  private static void restrict(Path path, Set<PosixFilePermission> mode) throws IOException {
    if (!Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(mode)) {
      Files.setPosixFilePermissions(path, mode);
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
