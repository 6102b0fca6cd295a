package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import dev.keybay.client.BearerToken;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker, and the administrator's token for it. */
public final class AdminOptions {

  private final Console console;

  @Mixin private BrokerOptions broker;

  @Option(
      names = "--admin-token",
      paramLabel = "TOKEN",
      description =
          "The administrator's token (KEYBAY_ADMIN_TOKEN). Others on this machine can see "
              + "command lines: prefer the file or the variable.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--admin-token-file",
      paramLabel = "FILE",
      description =
          "A file with the token (KEYBAY_ADMIN_TOKEN_FILE). Without any, the token that a "
              + "broker of this machine keeps in its data folder.")
  private Optional<Path> tokenFile = Optional.empty();

  AdminOptions(Console console) {
    this.console = console;
    this.broker = new BrokerOptions(console);
  }

  /** The administrator that the options describe. */
  public AdminClient client() {
    return new AdminClient(broker.connection(), token());
  }

  /** Whether the broker is the one of this machine that the data folder tells of. */
  boolean isLocal() {
    return broker.isLocal();
  }

  private Optional<BearerToken> token() {
    return token
        .map(BearerToken::new)
        .or(() -> tokenFile.map(BearerToken::from))
        .or(() -> console.env().apply("KEYBAY_ADMIN_TOKEN").map(BearerToken::new))
        .or(
            () ->
                console
                    .env()
                    .apply("KEYBAY_ADMIN_TOKEN_FILE")
                    .map(file -> BearerToken.from(Path.of(file))))
        .or(() -> broker.isLocal() ? broker.local().flatMap(LocalBroker::adminToken) : noToken());
  }

  private static Optional<BearerToken> noToken() {
    return Optional.empty();
  }
}
