package dev.keybay.core.desired;

import dev.keybay.core.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a wish that failed may depend on. Cheap to look at: no file is read.
 *
 * @param files by path, what changes when the file does
 * @param registry its commit makes another one
 */
record Circumstances(Map<String, String> files, Registry registry) {
  static final Circumstances NONE = new Circumstances(Map.of(), Registry.EMPTY);

  static Circumstances of(Path folder, Wishes wishes, Registry registry) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.toString(), of(file));
      }
    } catch (IOException | UncheckedIOException e) {
      files.put(folder.toString(), e.toString());
    }
    for (Wishes.OfPlugin plugin : wishes.plugins()) {
      for (Wishes.OfStream stream : plugin.streams()) {
        if (stream.source().isPresent()) {
          files.put(stream.source().get(), of(path(stream.source().get())));
        }
      }
    }
    return new Circumstances(files, registry);
  }

  /**
   * Changes whenever the file does: its time, length or identity; empty if there is none. What
   * cannot be looked at is told by why: another entry's file may be fine.
   */
  static String of(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Path path(String source) {
    try {
      return source.startsWith("file:") ? Path.of(URI.create(source)) : Path.of(source);
    } catch (IllegalArgumentException e) {
      return Path.of(""); // the operation says what is wrong with it
    }
  }

  /** By identity, which is enough: comparing all of it at each look would not be cheap. */
  @SuppressWarnings("ReferenceEquality")
  @Override
  public boolean equals(Object other) {
    return other instanceof Circumstances that
        && files.equals(that.files)
        && registry == that.registry;
  }

  @Override
  public int hashCode() {
    return files.hashCode();
  }
}
