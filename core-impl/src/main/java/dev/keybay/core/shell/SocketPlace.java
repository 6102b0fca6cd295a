package dev.keybay.core.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the socket is: {@code shell.sock} in the run folder, or, because the path of a socket is
 * limited to some hundred bytes (sun_path in unix(7): 108 on Linux, 104 elsewhere), in a private
 * temporary folder, whose path is then written to the file {@code shell} in the run folder.
 *
 * @param socket the path to bind
 * @param pointer the file that says where it is, if that is not the usual place
 */
record SocketPlace(Path socket, Optional<Path> pointer) {
  private static final int MAX_BYTES = 100;

  /** Prepares the place: what a killed broker left there is removed. */
  static SocketPlace in(Path run) throws IOException {
    Files.createDirectories(
        run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
    Path usual = run.resolve("shell.sock");
    Path pointer = run.resolve("shell");
    Files.deleteIfExists(usual);
    Files.deleteIfExists(pointer);
    if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
      return new SocketPlace(usual, Optional.empty());
    }
    // Made with mode 0700.
    Path elsewhere = Files.createTempDirectory("keybay-").resolve("shell.sock");
    Files.writeString(pointer, elsewhere.toString());
    return new SocketPlace(elsewhere, Optional.of(pointer));
  }

  /** Only the owner may connect. */
  void restrict() throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }

  void remove() throws IOException {
    Files.deleteIfExists(socket);
    if (pointer.isPresent()) {
      Files.deleteIfExists(pointer.get());
      Files.deleteIfExists(socket.getParent());
    }
  }
}
