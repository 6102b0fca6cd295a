package dev.keybay.core.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By what it is seen that files have changed: time, length and identity of each, behind links. No
 * file is read. Equal if nothing has changed.
 */
public record FileStamps(Map<Path, String> stamps) {
  public FileStamps {
    stamps = Map.copyOf(stamps);
  }

  /** As the files are now; one that cannot be seen has a stamp too. */
  public static FileStamps of(Collection<Path> files) {
    Map<Path, String> stamps = new LinkedHashMap<>();
    for (Path file : files) {
      stamps.put(file, stamp(file));
    }
    return new FileStamps(stamps);
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }
}
