package dev.keybay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the operator needs next, on standard error. */
final class Greeting {
  private Greeting() {}

  static void print(Path data) {
    Path admin = data.resolve("admin");
    if (Files.isDirectory(admin)) {
      try (Stream<Path> files = Files.list(admin)) {
        files
            .filter(file -> file.getFileName().toString().contains("token"))
            .sorted()
            .forEach(file -> System.err.println("admin token: " + file));
      } catch (IOException e) {
        System.err.println("admin token: below " + admin);
      }
    }
    System.err.println("shell: keybay shell --data " + data);
  }
}
