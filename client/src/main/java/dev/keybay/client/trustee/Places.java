package dev.keybay.client.trustee;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the files are that a configuration names.
 *
 * @param base what relative names are relative to
 * @param root what absolute names are below, for a copy of another machine's or a container's files
 */
record Places(Path base, Optional<Path> root) {
  private static final int MAX_FILE = 1 << 20;

  /**
   * The file of this name, a path or a {@code file:} URI.
   *
   * @throws IOException if it is no name, or leads out of the root
   */
  Path of(String name) throws IOException {
    Path path;
    try {
      path = name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("not the name of a file", e);
    }
    if (root.isEmpty() || !path.isAbsolute()) {
      return base.resolve(path).normalize();
    }
    Path inside = root.get().resolve(path.getRoot().relativize(path)).normalize();
    boolean out = !inside.startsWith(root.get().normalize());
    if (out || (Files.exists(inside) && !isBelow(inside, root.get()))) {
      throw new IOException("it leads out of " + root.get());
    }
    return inside;
  }

  /** All bytes of a key, a certificate or a policy: 1 MiB at most. */
  byte[] read(String name) throws IOException {
    return read(of(name), MAX_FILE);
  }

  static byte[] read(Path file, int max) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.exists(file) ? "it is not a file" : "there is no such file: see --root");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(max + 1);
      if (content.length > max) {
        throw new IOException("it is over " + max + " bytes");
      }
      return content;
    } catch (AccessDeniedException e) {
      throw new IOException("it is not yours to read", e);
    }
  }

  /** Whether a file is in a folder, behind all links. */
  static boolean isBelow(Path file, Path folder) throws IOException {
    return file.toRealPath().startsWith(folder.toRealPath());
  }
}
