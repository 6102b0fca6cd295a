package dev.keybay.format.jar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs folders as a jar; the same files give the same bytes, wherever and whenever. */
public final class DirectoryJar {
  /** The earliest that a zip can say. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private DirectoryJar() {}

  /**
   * The jar of one or more folders; a file of a later one replaces that of an earlier. Hidden files
   * are left out.
   *
   * @throws NoSuchFileException if there is no META-INF/MANIFEST.MF in any of them, or a file went
   *     away meanwhile
   */
  public static byte[] pack(List<Path> folders) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (Path folder : folders) {
      files.putAll(files(folder));
    }
    Path manifest = files.remove(JarFile.MANIFEST_NAME);
    if (manifest == null) {
      throw new NoSuchFileException(
          folders.get(0).resolve(JarFile.MANIFEST_NAME).toString(),
          null,
          "there is no such file; build the plugin first");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // Readers of streams expect it first.
      add(zip, JarFile.MANIFEST_NAME, manifest);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        add(zip, file.getKey(), file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** The files of a folder by their names in a jar; none if it is not there. */
  public static Map<String, Path> files(Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile)
            .filter(file -> !file.getFileName().toString().startsWith("."))
            .forEach(file -> files.put(name(folder.relativize(file)), file));
      } catch (UncheckedIOException e) {
        // A folder that went away while it was walked.
        throw e.getCause();
      }
    }
    return files;
  }

  private static String name(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    Files.copy(file, zip);
    zip.closeEntry();
  }
}
