package dev.keybay.client.cli;

import dev.keybay.client.BearerToken;
import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.Passport;
import dev.keybay.client.ResourcePath;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keybay resource get}. */
@Command(
    name = "get",
    description = {
      "Reads a resource as a guest and prints its bytes as they are.",
      "Attests as a sample TEE, or shows a token, and decrypts the reply."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay resource get default/key/disk > disk.key",
      "  keybay resource get default/key/disk --file disk.key",
      "  keybay attest --tee-key-out guest.pem > token",
      "  keybay resource get default/key/disk --attestation-token token --tee-key-file guest.pem"
    })
final class ResourceGet implements Runnable {

  private final Console console;

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Write it to this file (mode 0600) instead of standard output.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--attestation-token",
      paramLabel = "FILE",
      description =
          "Show the token in this file instead of attesting. Needs --tee-key-file, the key "
              + "that the token was made for.")
  private Optional<Path> token = Optional.empty();

  @Mixin private TeeKeyOptions keys;
  @Mixin private SampleTeeOptions sample;
  @Mixin private BrokerOptions broker;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  ResourceGet(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    byte[] value = guest().getResource(resource);
    if (file.isPresent()) {
      SecretFile.write(file.get(), value);
      output.print(
          Map.of("resource", resource.toString(), "file", file.get().toString()),
          () -> value.length + " bytes in " + file.get());
    } else if (output.json()) {
      output.print(
          Map.of(
              "resource", resource.toString(), "base64", Base64.getEncoder().encodeToString(value)),
          () -> "");
    } else {
      console.out().write(value, 0, value.length);
      console.out().flush();
    }
  }

  private KbsClient guest() {
    KbsConnection connection = broker.connection();
    if (token.isEmpty()) {
      return KbsClient.attesting(connection, keys.key(), sample.attester());
    }
    if (!keys.fromFile()) {
      throw new ParameterException(
          spec.commandLine(), "--attestation-token needs --tee-key-file as well");
    }
    Passport passport = new Passport(BearerToken.from(token.get()), keys.key());
    return KbsClient.withPassport(connection, () -> passport);
  }
}
