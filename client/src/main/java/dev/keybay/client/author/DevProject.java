package dev.keybay.client.author;

import dev.keybay.client.cli.CommandFailure;
import dev.keybay.format.jar.DirectoryJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plugin as it lies on an author's disk.
 *
 * @param folders whose files are the jar's; a later one's replace an earlier one's
 */
record DevProject(List<Path> folders) {

  /** A file as it is now, as far as can be told without reading it. */
  record Stamp(long bytes, FileTime changed) {}

  /**
   * The plugin in a folder: of a Maven project what it has compiled, with descriptor and web files
   * as they are in the sources; else the folder itself.
   */
  static DevProject in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure("there is no folder " + folder);
    }
    return Files.exists(folder.resolve("pom.xml"))
        ? new DevProject(
            List.of(folder.resolve("target/classes"), folder.resolve("src/main/resources")))
        : new DevProject(List.of(folder));
  }

  /** Every file of it. */
  Map<Path, Stamp> look() throws IOException {
    Map<Path, Stamp> files = new TreeMap<>();
    for (Path folder : folders) {
      for (Path file : DirectoryJar.files(folder).values()) {
        files.put(file, new Stamp(Files.size(file), Files.getLastModifiedTime(file)));
      }
    }
    return files;
  }

  /** Its jar; the same files give the same bytes. */
  byte[] pack() throws IOException {
    return DirectoryJar.pack(folders);
  }
}
