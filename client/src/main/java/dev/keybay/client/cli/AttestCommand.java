package dev.keybay.client.cli;

import dev.keybay.client.KbsClient;
import dev.keybay.client.TeeKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay attest}. */
@Command(
    name = "attest",
    description = "Attests as a sample TEE and prints the attestation token.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay attest",
      "  keybay attest --tee-key-out guest.pem > token",
      "  keybay attest --init-data init.toml --sample-device"
    })
final class AttestCommand implements Runnable {

  @Option(
      names = "--tee-key-out",
      paramLabel = "FILE",
      description = "Write the guest's private key here (mode 0600), to use the token with it.")
  private Optional<Path> keyOut = Optional.empty();

  @Mixin private TeeKeyOptions keys;
  @Mixin private SampleTeeOptions sample;
  @Mixin private BrokerOptions broker;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    TeeKey key = keys.key();
    String token = KbsClient.attesting(broker.connection(), key, sample.attester()).attest();
    keyOut.ifPresent(
        file -> SecretFile.write(file, key.toPem().getBytes(StandardCharsets.US_ASCII)));
    output.print(Map.of("token", token), () -> token);
  }
}
