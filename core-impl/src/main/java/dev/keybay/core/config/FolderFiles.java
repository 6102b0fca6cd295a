package dev.keybay.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings files of a folder: every {@code *.json} in it that is not hidden and has no reader
 * of its own.
 */
final class FolderFiles {
  private static final String SUFFIX = ".json";
  private static final int MAX_BYTES = 1 << 20;

  private final Path folder;

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Changes whenever a file does: its name, time, length or identity. Cheap: reads no file. */
  Map<String, String> fingerprint() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path file : list()) {
      try {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        files.put(
            file.getFileName().toString(),
            is.lastModifiedTime() + " " + is.size() + " " + is.fileKey());
      } catch (NoSuchFileException e) {
        files.put(file.getFileName().toString(), "gone");
      }
    }
    return files;
  }

  /** The name of a file without its suffix. */
  static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** The members of a file, or the one reason why it cannot be read. */
  static Map<String, JsonValue> read(Path file) throws BrokenConfigurationException {
    return new LinkedHashMap<>(StrictJson.object(file.toString(), bytes(file)));
  }

  /** All bytes of a file. */
  static byte[] bytes(Path file) throws BrokenConfigurationException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new BrokenConfigurationException(
          new Problem(file.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")"));
    }
    if (bytes.length > MAX_BYTES) {
      throw new BrokenConfigurationException(
          new Problem(file.toString(), "is larger than 1 MiB, the most that settings may be"));
    }
    return bytes;
  }

  /** Sorted by name. Empty where there is no folder. */
  Iterable<Path> list() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          if (!name.startsWith(".") && !Document.is(entry) && !Files.isDirectory(entry)) {
            files.put(name, entry);
          }
        }
      }
    }
    return files.values();
  }
}
