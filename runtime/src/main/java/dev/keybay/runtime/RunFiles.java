package dev.keybay.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a running broker tells about itself: {@code run/pid}, {@code run/url}. */
record RunFiles(Path data) {

  void writePid() throws IOException {
    Files.deleteIfExists(file("url"));
    Files.writeString(file("pid"), ProcessHandle.current().pid() + "\n");
  }

  void writeUrl(String url) throws IOException {
    Files.writeString(file("url"), url + "\n");
  }

  void delete() throws IOException {
    Files.deleteIfExists(file("url"));
    Files.deleteIfExists(file("pid"));
  }

  Optional<Long> pid() {
    return read("pid").filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
  }

  /** Written once the broker serves. */
  Optional<String> url() {
    return read("url");
  }

  /** The shell's socket; see the host's shell for why there may be a file that says where it is. */
  Path shellSocket() {
    return read("shell").map(Path::of).orElseGet(() -> file("shell.sock"));
  }

  private Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(file(name)).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Path file(String name) {
    return data.resolve("run").resolve(name);
  }
}
