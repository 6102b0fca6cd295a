package dev.keybay.client.cli;

import dev.keybay.client.PolicyAdmin;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay policy show}. */
@Command(
    name = "show",
    description = {
      "Prints the text of a policy, the resource policy unless told otherwise.",
      "With --json, its hash, version, and who set it when as well."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy show > resource-policy.rego",
      "  keybay policy show --attestation default_cpu --policy-version 3"
    })
final class PolicyShow implements Runnable {

  @Option(
      names = "--policy-version",
      paramLabel = "NUMBER",
      description = "This version of the history instead of the present one.")
  private Optional<Long> number = Optional.empty();

  @Mixin private PolicyOptions policy;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    PolicyAdmin client = new PolicyAdmin(admin.client());
    Map<String, @Nullable Object> found =
        number.isPresent() ? client.read(policy.name(), number.get()) : client.read(policy.name());
    output.print(found, () -> String.valueOf(found.getOrDefault("policy", "")).stripTrailing());
  }
}
