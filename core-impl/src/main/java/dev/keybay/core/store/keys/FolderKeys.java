package dev.keybay.core.store.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * Keys that Keybay makes itself: one file {@code <id>.key} for each, base64 and a newline, mode
 * 0600, in a folder of mode 0700. It protects copies of the database, not of the whole data folder;
 * who wants the key elsewhere gives it, see {@link OperatorKeys}.
 */
public final class FolderKeys implements KeyEncryptionKeys {
  private static final String SUFFIX = ".key";

  private final Path folder;
  private final HeldKeys held = new HeldKeys();

  /**
   * Reads the keys that are there.
   *
   * @throws IOException if the folder cannot be made or a file cannot be read
   * @throws IllegalArgumentException if a file holds no key, or another than its name says
   */
  public FolderKeys(Path folder) throws IOException {
    this.folder = folder;
    SecretFile.folder(folder);
    for (Path file : files()) {
      if (!file.toString().endsWith(SUFFIX)) {
        // What a crash left of a key that was never used.
        Files.delete(file);
        continue;
      }
      KeyEncryptionKey key = KeyEncryptionKey.parse(SecretFile.read(file), file.toString());
      if (!file.equals(file(key.id()))) {
        throw new IllegalArgumentException(
            "%s holds the key-encryption key %s: restore the file or give it its name"
                .formatted(file, key.id()));
      }
      held.add(key);
    }
  }

  @Override
  public String where() {
    return "the folder " + folder;
  }

  @Override
  public Set<String> ids() {
    return held.ids();
  }

  @Override
  public String preferred() {
    try {
      @Nullable String newest = null;
      @Nullable FileTime time = null;
      for (String id : held.ids()) {
        FileTime modified = Files.getLastModifiedTime(file(id));
        if (time == null || modified.compareTo(time) > 0) {
          newest = id;
          time = modified;
        }
      }
      return newest != null ? newest : create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String next(String current) {
    try {
      return create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean wantsRotationFrom(String current) {
    return false;
  }

  @Override
  public byte[] wrap(String id, byte[] dataKey, byte[] additionalData) {
    return held.wrap(id, dataKey, additionalData);
  }

  @Override
  public byte[] unwrap(String id, byte[] wrapped, byte[] additionalData)
      throws AEADBadTagException {
    return held.unwrap(id, wrapped, additionalData);
  }

  @Override
  public void retireAllBut(String id) {
    held.keepOnly(id);
    try {
      for (Path file : files()) {
        if (!file.equals(file(id))) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String create() throws IOException {
    KeyEncryptionKey key = KeyEncryptionKey.random();
    SecretFile.write(file(key.id()), key.toBase64() + "\n");
    held.add(key);
    return key.id();
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return new ArrayList<>(listing.filter(Files::isRegularFile).toList());
    }
  }
}
