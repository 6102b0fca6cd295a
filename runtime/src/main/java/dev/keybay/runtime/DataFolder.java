package dev.keybay.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The data folder, held by this broker alone until closed. Its layout has a number. */
final class DataFolder implements AutoCloseable {
  /** The layout that this launcher makes and understands. */
  static final int VERSION = 1;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Makes what is missing, and locks it. A folder that is not ours to use stays as it is. */
  static DataFolder open(Path path) throws StartupException {
    checkVersion(path);
    try {
      for (String folder : new String[] {"run", "log", "cache", "tmp"}) {
        Files.createDirectories(path.resolve(folder), PRIVATE);
      }
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new StartupException(
            "another broker"
                + new RunFiles(path).pid().map(pid -> " (process " + pid + ")").orElse("")
                + " is running on the data folder "
                + path
                + ". Stop it with: keybay stop --data "
                + path
                + "  or choose another folder with --data.");
      }
      Path version = path.resolve("version");
      if (!Files.exists(version)) {
        Files.writeString(version, VERSION + "\n");
      }
      return new DataFolder(path, lockFile);
    } catch (IOException e) {
      throw new StartupException(
          "cannot write to the data folder "
              + path
              + " ("
              + e
              + "). Give this user the right to write there, or choose another with --data.",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** True if a broker is running on the folder. */
  static boolean inUse(Path path) throws IOException {
    Path lock = path.resolve("run/lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return file.tryLock() == null;
    }
  }

  private static void checkVersion(Path path) throws StartupException {
    Path file = path.resolve("version");
    if (!Files.exists(file)) {
      return;
    }
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartupException("cannot read " + file + " (" + e + ").", e);
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new StartupException(
          file
              + " should hold the version of the data folder, a number. Restore the folder from a"
              + " backup, or choose another with --data.");
    }
    if (Integer.parseInt(text) > VERSION) {
      throw new StartupException(
          "the data folder "
              + path
              + " was made by a newer Keybay (its version is "
              + text
              + ", this Keybay knows "
              + VERSION
              + "). Start the newer Keybay, or choose another folder with --data.");
    }
  }

  /** Tries for a moment: who asks whether a broker runs holds the lock for an instant. */
  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      for (int attempt = 0; attempt < 10; attempt++) {
        FileLock lock = file.tryLock();
        if (lock != null) {
          return lock;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (OverlappingFileLockException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** Lets another broker have the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
