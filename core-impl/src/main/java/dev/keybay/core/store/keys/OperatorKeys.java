package dev.keybay.core.store.keys;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that the operator gives, in an environment variable or a file: one or several, each base64
 * of 32 bytes, separated by white space or commas. The first is the one to use; the others are
 * needed only until everything is wrapped by the first. So the operator rotates by putting a new
 * key before the old one and restarting, or, with a file, by asking for a rotation.
 */
public final class OperatorKeys implements KeyEncryptionKeys {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorKeys.class);
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private final String where;
  private final Source source;
  private final HeldKeys held = new HeldKeys();
  private volatile String first;

  private OperatorKeys(String where, Source source) throws IOException {
    this.where = where;
    this.source = source;
    this.first = load();
  }

  /**
   * The keys in an environment variable.
   *
   * @throws IllegalArgumentException if the variable holds no key
   */
  public static OperatorKeys ofVariable(String name, String value) throws IOException {
    return new OperatorKeys("the environment variable " + name, () -> value.strip());
  }

  /**
   * The keys in a file, which is read again at each rotation.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no key
   */
  public static OperatorKeys ofFile(Path file) throws IOException {
    if (SecretFile.readableByOthers(file)) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .log("The key-encryption key can be read by other users: its mode should be 0600");
    }
    return new OperatorKeys("the file " + file, () -> SecretFile.read(file));
  }

  @Override
  public String where() {
    return where;
  }

  @Override
  public Set<String> ids() {
    return held.ids();
  }

  @Override
  public String preferred() {
    return first;
  }

  @Override
  public String next(String current) {
    try {
      first = load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (first.equals(current)) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "The key-encryption key is given by %s. Put the new key before the present one there, then rotate (or restart, for a variable)."
              .formatted(where));
    }
    return first;
  }

  @Override
  public boolean wantsRotationFrom(String current) {
    return !first.equals(current);
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

  /** Forgets the others; to take them out of where they are kept is the operator's part. */
  @Override
  public void retireAllBut(String id) {
    held.keepOnly(id);
  }

  private String load() throws IOException {
    String text = source.text();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          where + " is empty: a key-encryption key, the base64 form of 32 bytes, is expected");
    }
    String[] keys = SEPARATOR.split(text, 0);
    for (String key : keys) {
      held.add(KeyEncryptionKey.parse(key, where));
    }
    return KeyEncryptionKey.parse(keys[0], where).id();
  }

  private interface Source {
    String text() throws IOException;
  }
}
