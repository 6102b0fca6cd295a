package dev.keybay.client.cli;

import dev.keybay.client.KbsConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which broker. Without options: the one that runs on this machine. */
public final class BrokerOptions {

  private final Console console;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The broker's address, for example http://127.0.0.1:8080 (KEYBAY_URL).")
  private Optional<String> url = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder of a broker of this machine (KEYBAY_DATA).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--ca-cert",
      paramLabel = "FILE",
      description = "Trust the certificates of this PEM file and no others.")
  private Optional<Path> caCertificates = Optional.empty();

  @Option(
      names = "--insecure-http",
      description = "Allow tokens to go unencrypted to another machine.")
  private boolean insecureHttp;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for an answer (${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  BrokerOptions(Console console) {
    this.console = console;
  }

  /**
   * The connection.
   *
   * @throws CommandFailure if no broker is named and none runs here
   */
  public KbsConnection connection() {
    if (timeoutSeconds < 1) {
      throw new CommandFailure("--timeout is " + timeoutSeconds + ", expected at least 1 second");
    }
    KbsConnection.Builder builder =
        KbsConnection.builder(
                named().or(() -> local().flatMap(LocalBroker::url)).orElseThrow(this::nowhere))
            .timeout(Duration.ofSeconds(timeoutSeconds));
    caCertificates.ifPresent(builder::trusting);
    if (insecureHttp) {
      builder.allowTokensInClear();
    }
    return builder.build();
  }

  /** The broker of this machine, if its data folder can be told. */
  public Optional<LocalBroker> local() {
    return data.or(() -> console.env().apply("KEYBAY_DATA").map(Path::of))
        .or(() -> console.home().map(home -> home.resolve("data")))
        .map(LocalBroker::new);
  }

  /** Whether the connection leads to {@link #local()}: only that one gets the local token. */
  boolean isLocal() {
    return named().isEmpty()
        || local()
            .flatMap(LocalBroker::url)
            .filter(own -> KbsConnection.to(own).base().equals(connection().base()))
            .isPresent();
  }

  private Optional<String> named() {
    return url.or(() -> console.env().apply("KEYBAY_URL"));
  }

  private CommandFailure nowhere() {
    return new CommandFailure(
        local()
                .map(broker -> "no broker is running here (there is no " + broker.urlFile() + ")")
                .orElse("no broker is named")
            + ": start one with keybay start, or say where it is with --url or --data");
  }
}
