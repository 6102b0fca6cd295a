package dev.keybay.client.cli;

import dev.keybay.client.PolicyAdmin;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay policy rollback}. */
@Command(
    name = "rollback",
    description = "Sets the text of an earlier version of a policy again.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay policy rollback 3", "  keybay policy rollback 1 --attestation default_cpu"})
final class PolicyRollback implements Runnable {

  @Parameters(paramLabel = "NUMBER", description = "As keybay policy history shows it.")
  private long number;

  @Mixin private PolicyOptions policy;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    new PolicyAdmin(admin.client()).rollback(policy.name(), number);
    output.print(
        Map.of("policy", policy.name().id(), "version", number),
        () -> "the " + policy.name() + " is as in version " + number + " again");
  }
}
