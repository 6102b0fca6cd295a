package dev.keybay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads SQLite's native library once, before any database is opened.
 *
 * <p>The driver unpacks the library into a folder under a random name and deletes it when the
 * process ends; a process that is killed leaves its copy behind, and the driver never removes it.
 * So the folder is ours alone ({@code native/} below the data folder): it is emptied before loading
 * and, since a loaded library needs no name any more, after it too.
 *
 * <p>An operator whose data folder is mounted {@code noexec} sets the system property {@code
 * org.sqlite.tmpdir}; then that folder is used, and left alone.
 */
@Component(service = NativeLibrary.class)
public final class NativeLibrary {
  private static final String FOLDER = "org.sqlite.tmpdir";

  @Activate
  public NativeLibrary(@Reference DataFolder data) throws IOException {
    this(data.path());
  }

  /**
   * @param data the data folder, created if absent
   * @throws IOException if the folder cannot be made or the library cannot be loaded
   */
  public NativeLibrary(Path data) throws IOException {
    PrivateFiles.folder(data);
    if (System.getProperty(FOLDER) != null) {
      load();
      return;
    }
    Path folder = data.resolve("native");
    PrivateFiles.folder(folder);
    empty(folder);
    System.setProperty(FOLDER, folder.toString());
    try {
      load();
    } finally {
      System.clearProperty(FOLDER);
      empty(folder);
    }
  }

  private static void load() throws IOException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) { // The driver declares no narrower type.
      throw new IOException("SQLite's native library cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static void empty(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.toList();
    }
    for (Path file : files) {
      if (!Files.isDirectory(file)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
