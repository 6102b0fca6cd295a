package dev.keybay.core.artifact;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The bytes of plugins, each under its digest, in {@code plugins/} of the data folder. What is in
 * it is whole, on the disk, and never changes; so a crash leaves at most a file that nobody refers
 * to. Thread-safe.
 */
@Component(service = ArtifactStore.class)
public final class ArtifactStore {
  /** Bytes of the largest plugin. */
  public static final long MAX_BYTES = 256L << 20;

  private static final String SUFFIX = ".jar";

  private final Path folder;
  private final Path incoming;

  /** By digest, how the file looked when its bytes were found to be right. */
  private final Map<String, Object> intact = new ConcurrentHashMap<>();

  @Activate
  public ArtifactStore(@Reference HostFolders folders) throws IOException {
    folder = folders.data().resolve("plugins");
    incoming = folder.resolve("incoming");
    Files.createDirectories(
        incoming,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> leftovers = Files.list(incoming)) {
      for (Path leftover : leftovers.toList()) {
        Files.delete(leftover);
      }
    }
  }

  /**
   * Takes bytes in, to be looked at before they are kept. Close it to give them up.
   *
   * @throws KbsException {@code PAYLOAD_TOO_LARGE} over {@link #MAX_BYTES}, {@code
   *     INSUFFICIENT_STORAGE} if there is no room
   * @throws IOException if the source cannot be read
   */
  public Staged stage(InputStream source) throws IOException {
    Path file;
    try {
      file = Files.createTempFile(incoming, "plugin", SUFFIX);
    } catch (IOException e) {
      throw noRoom(e);
    }
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(source, out);
      }
      return new Staged(file, Sha256.of(file));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void copy(InputStream source, OutputStream out) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long total = 0;
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      total += n;
      if (total > MAX_BYTES) {
        throw new KbsException(
            ErrorCode.PAYLOAD_TOO_LARGE, "a plugin's jar is at most " + MAX_BYTES + " bytes");
      }
      try {
        out.write(buffer, 0, n);
      } catch (IOException e) {
        throw noRoom(e);
      }
    }
  }

  private static KbsException noRoom(IOException e) {
    return new KbsException(
        ErrorCode.INSUFFICIENT_STORAGE,
        "The jar cannot be kept: "
            + e.getMessage()
            + ". Free space where the broker keeps its data and try again.",
        e);
  }

  /**
   * Keeps what was staged; durable when it returns.
   *
   * @return whether it is new
   */
  public boolean keep(Staged staged) throws IOException {
    Path target = file(staged.digest());
    if (Files.exists(target) && Sha256.of(target).equals(staged.digest())) {
      return false;
    }
    sync(staged.file());
    Files.move(
        staged.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder);
    return true;
  }

  /**
   * The file of a digest, which must not be changed.
   *
   * @throws IOException if it is gone, or its bytes are not what they were
   */
  public Path intact(String digest) throws IOException {
    Path file = file(digest);
    if (!Files.exists(file)) {
      throw new IOException("its bytes are gone: there is no " + file + "; install it again");
    }
    if (!Sha256.of(file).equals(digest)) {
      throw new IOException("its bytes were changed: " + file + " is damaged; install it again");
    }
    return file;
  }

  /**
   * Whether its bytes are what they were, read again only when the file's time, length or identity
   * has changed since: cheap enough for a list.
   */
  public boolean looksIntact(String digest) {
    Path file = file(digest);
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Object stamp = is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
      if (stamp.equals(intact.get(digest))) {
        return true;
      }
      boolean same = Sha256.of(file).equals(digest);
      if (same) {
        intact.put(digest, stamp);
      }
      return same;
    } catch (IOException e) {
      return false;
    }
  }

  /** How long it is, in bytes. */
  public long length(String digest) throws IOException {
    return Files.size(file(digest));
  }

  public boolean has(String digest) {
    return Files.exists(file(digest));
  }

  /** Takes it out; nothing if it is not there. */
  public void delete(String digest) throws IOException {
    intact.remove(digest);
    Files.deleteIfExists(file(digest));
    sync(folder);
  }

  /** The digests of all that is kept. */
  public List<String> digests() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> Sha256.PREFIX + name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  private Path file(String digest) {
    return folder.resolve(digest.substring(Sha256.PREFIX.length()) + SUFFIX);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
