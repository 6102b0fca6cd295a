package dev.keybay.itests.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files of a broker's settings folder, written in one step as an operator should. */
record ConfFile(Path root, String name) {
  void write(String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve("conf"));
    Path part = Files.writeString(root.resolve(name + ".part"), text);
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() throws IOException {
    Files.deleteIfExists(root.resolve("conf").resolve(name));
  }
}
