package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay policy set}. */
@Command(
    name = "set",
    description = "Replaces the resource policy, or with --attestation an attestation policy.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy set --file allow.rego",
      "  keybay policy set --attestation default_cpu < cpu.rego"
    })
final class PolicySet implements Runnable {

  @Option(
      names = "--attestation",
      paramLabel = "ID",
      description = "Set the attestation policy of this id; default_cpu judges guests.")
  private Optional<String> attestation = Optional.empty();

  @Mixin private InputOptions input;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String rego = input.text();
    AdminClient client = admin.client();
    if (attestation.isPresent()) {
      client.setAttestationPolicy(attestation.get(), rego);
    } else {
      client.setResourcePolicy(rego);
    }
    String what = attestation.map(id -> "attestation policy " + id).orElse("resource policy");
    output.print(Map.of("set", what), () -> "set the " + what);
  }
}
