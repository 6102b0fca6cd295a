package dev.keybay.core.token;

import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * The PEM files that the settings of tokens name, read so that what is wrong with one names the
 * setting, the file and what was expected.
 */
final class TokenFiles {
  private static final int MAX_BYTES = 1 << 20;

  private TokenFiles() {}

  interface Use<T> {
    T of(Pem pem) throws GeneralSecurityException;
  }

  /**
   * Reads a file and makes something of it.
   *
   * @param key the setting
   * @param expected what the file should hold, for the operator
   */
  static <T> T read(String key, Path file, String expected, Use<T> use) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new GeneralSecurityException("it is larger than 1 MiB");
      }
      return use.of(Pem.parse(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      throw unusable(key, file, expected, "there is no such file");
    } catch (IOException e) {
      throw unusable(key, file, expected, "it cannot be read: " + e.getClass().getSimpleName());
    } catch (GeneralSecurityException e) {
      throw unusable(key, file, expected, String.valueOf(e.getMessage()));
    }
  }

  /** All files that the settings name. */
  static List<Path> of(TokenSettings settings, Path conf) {
    List<Path> files = new ArrayList<>();
    for (String name : new String[] {settings.signerKey(), settings.signerCertificates()}) {
      if (!name.isEmpty()) {
        files.add(conf.resolve(name));
      }
    }
    for (String name : settings.trustedCertificates()) {
      files.add(conf.resolve(name));
    }
    return files;
  }

  private static UnusableSettingsException unusable(
      String key, Path file, String expected, String found) {
    return UnusableSettingsException.of(
        TokenSettings.PID, key, "expected " + expected + " in " + file + "; " + found);
  }
}
