package dev.keybay.client.cli;

import dev.keybay.client.AdminKey;
import dev.keybay.client.BearerToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay admin token}. Needs the broker's key, and no running broker. */
@Command(
    name = "token",
    description = {
      "Makes a token for an administrator with the key of a broker of this machine.",
      "It goes to standard output. It cannot be called back: keep its life short."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay admin token --ttl 15m",
      "  keybay admin token --role values --subject ci --ttl 8h > token"
    })
final class AdminTokenCommand implements Runnable {

  private final Console console;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "admin",
      description =
          "${DEFAULT-VALUE} may do everything; any other what the broker's rules allow it.")
  private String role;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who will use it, for the broker's log (${DEFAULT-VALUE}).")
  private String subject;

  @Option(
      names = "--ttl",
      paramLabel = "DURATION",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "How long it is valid: a number and s, m, h or d, 366d at most (1h).")
  private Duration lifetime;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The broker's data folder (KEYBAY_DATA).")
  private Optional<Path> data = Optional.empty();

  @Mixin private OutputOptions output;

  AdminTokenCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Path file = broker().adminKeyFile();
    if (!Files.exists(file)) {
      throw new CommandFailure(
          "there is no admin key "
              + file
              + ": the broker makes it at its first start; say with --data where its folder is");
    }
    if (!Files.isReadable(file)) {
      throw new CommandFailure(file + " is not yours to read: run as the broker's user");
    }
    Instant now = Instant.now();
    BearerToken token = AdminKey.read(file).mint(role, subject, now, lifetime);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("token", token.value());
    result.put("role", role);
    result.put("validUntil", now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS).toString());
    output.print(result, token::value);
  }

  private LocalBroker broker() {
    return data.or(() -> console.env().apply("KEYBAY_DATA").map(Path::of))
        .or(() -> console.home().map(home -> home.resolve("data")))
        .map(LocalBroker::new)
        .orElseThrow(
            () -> new CommandFailure("no data folder is named: say where it is with --data"));
  }
}
