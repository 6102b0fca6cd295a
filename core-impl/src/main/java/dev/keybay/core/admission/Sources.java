package dev.keybay.core.admission;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.jar.DirectoryJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where jars and detached descriptors come from, as administrators write it. */
public final class Sources {
  private Sources() {}

  /** Something to read, once. */
  record Source(String name, Opening opening) {
    InputStream open() throws IOException {
      return opening.open();
    }
  }

  /** Opens it. */
  interface Opening {
    InputStream open() throws IOException;
  }

  public static boolean isRemote(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  /** Whether it is where a jar is, and not a version or a stream. */
  public static boolean isSource(String text) {
    return isRemote(text)
        || text.startsWith("file:")
        || text.indexOf('/') >= 0
        || text.endsWith(".jar")
        || text.endsWith(".yaml")
        || text.endsWith(".yml");
  }

  /**
   * A path, or a {@code file:}, {@code https:} or {@code http:} URL.
   *
   * @param sha256 what the bytes must be; the caller checks it
   * @param development whether a folder is taken for the jar that it would be
   * @throws KbsException {@code BAD_REQUEST} if it is none of these, or plain HTTP without a
   *     digest; {@code NOT_FOUND} if there is no such file; {@code CONFLICT} for a folder on a host
   *     that is not for development
   */
  static Source of(String text, Optional<String> sha256, boolean development) {
    if (isRemote(text)) {
      URI uri = uri(text);
      if (uri.getScheme().equals("http") && sha256.isEmpty()) {
        throw bad("http: protects nothing on the way; give the sha256 of what is there, or https:");
      }
      return new Source(text, () -> Download.open(uri));
    }
    Path file = path(text);
    if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new KbsException(
          ErrorCode.NOT_FOUND,
          "There is no file " + file + " on the broker's machine; give a path or a file: URL");
    }
    return at(file, development);
  }

  /** A jar, or in development a folder; it may be gone when it is opened. */
  static Source at(Path file, boolean development) {
    if (!Files.isDirectory(file)) {
      return new Source(file.toString(), () -> Files.newInputStream(file));
    }
    if (!development) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "A folder is taken as a plugin in development only: give a jar in place of "
              + file
              + ", or set development in conf/plugins.json to true");
    }
    return new Source(
        file.toString(), () -> new ByteArrayInputStream(DirectoryJar.pack(List.of(file))));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() == null || uri.getUserInfo() != null) {
        throw bad("expected a URL with a host and without a password");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new KbsException(ErrorCode.BAD_REQUEST, "this is no URL: " + text, e);
    }
  }

  private static Path path(String source) {
    try {
      return source.startsWith("file:")
          ? Path.of(URI.create(source))
          : Path.of(source).toAbsolutePath();
    } catch (IllegalArgumentException e) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          "expected a jar's or detached descriptor's path, or a file:, https: or http: URL, got "
              + source,
          e);
    }
  }

  private static KbsException bad(String message) {
    return new KbsException(ErrorCode.BAD_REQUEST, message);
  }
}
