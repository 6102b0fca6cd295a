package dev.keybay.client.cli;

import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The guest's key pair: from a file, or fresh. */
final class TeeKeyOptions {

  @Option(
      names = "--tee-key-file",
      paramLabel = "FILE",
      description = "The guest's private key: PEM, PKCS#8 (P-256, P-521) or PKCS#1 (RSA).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--tee-key",
      paramLabel = "KIND",
      defaultValue = "P256",
      description = "Without a file, make one: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private TeeKeyAlgorithm algorithm = TeeKeyAlgorithm.P256;

  boolean fromFile() {
    return file.isPresent();
  }

  TeeKey key() {
    if (file.isEmpty()) {
      return TeeKey.generate(algorithm);
    }
    try {
      return TeeKey.fromPem(Files.readString(file.get()));
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file.get() + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(file.get() + ": " + e.getMessage(), e);
    }
  }
}
