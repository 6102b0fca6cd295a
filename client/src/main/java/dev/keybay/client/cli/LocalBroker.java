package dev.keybay.client.cli;

import dev.keybay.client.BearerToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A broker of this machine, known by its data folder: it writes its address to {@code run/url} and
 * an administrator's token to {@code admin/token}.
 */
public final class LocalBroker {

  private final Path data;

  /** A broker, running or not. */
  public LocalBroker(Path data) {
    this.data = data;
  }

  /** The file with its address. */
  public Path urlFile() {
    return data.resolve("run").resolve("url");
  }

  /** Its address, if it is running. */
  public Optional<String> url() {
    try {
      return Files.isRegularFile(urlFile())
          ? Optional.of(Files.readString(urlFile()).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + urlFile() + ": " + e.getMessage(), e);
    }
  }

  /** The file with the key that it has made for administrators. */
  public Path adminKeyFile() {
    return data.resolve("admin").resolve("key.pem");
  }

  /**
   * The administrator's token that it has made, if there is one.
   *
   * @throws CommandFailure if this user may not read it
   */
  public Optional<BearerToken> adminToken() {
    Path file = data.resolve("admin").resolve("token");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          file + " is not yours to read: run as the broker's user, or give --admin-token-file");
    }
    return Optional.of(BearerToken.from(file));
  }
}
