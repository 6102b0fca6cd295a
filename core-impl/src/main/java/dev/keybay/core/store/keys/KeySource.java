package dev.keybay.core.store.keys;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the operator wants the key-encryption key to be. */
final class KeySource {
  static final String VARIABLE = "KEYBAY_KEK";

  private KeySource() {}

  /**
   * As {@link #open}, for the start of the host.
   *
   * @throws UnusableKeyException if what is given is no key, or cannot be read
   */
  static KeyEncryptionKeys openAtStart(String kekFile, @Nullable String variable, Path data) {
    try {
      return open(kekFile, variable, data);
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      String reason = e instanceof NoSuchFileException ? "is not there" : "cannot be read: " + e;
      String place =
          kekFile.isBlank()
              ? "The folder " + data.resolve("kek")
              : "The file that the setting store.kekFile names, " + kekFile + ",";
      throw new UnusableKeyException(place + " " + reason, e);
    }
  }

  /**
   * @param kekFile the setting; empty if there is none
   * @param variable the value of {@link #VARIABLE}, if set
   * @param data the data folder
   * @throws IllegalArgumentException if both are given, or what is given is no key
   */
  static KeyEncryptionKeys open(String kekFile, @Nullable String variable, Path data)
      throws IOException {
    boolean fromVariable = variable != null && !variable.isBlank();
    if (!kekFile.isBlank() && fromVariable) {
      throw new IllegalArgumentException(
          "The setting kekFile and the environment variable %s are both set: remove one of them"
              .formatted(VARIABLE));
    }
    if (!kekFile.isBlank()) {
      return OperatorKeys.ofFile(Path.of(kekFile));
    }
    if (variable != null && fromVariable) {
      return OperatorKeys.ofVariable(VARIABLE, variable);
    }
    return new FolderKeys(data.resolve("kek"));
  }
}
