package dev.keybay.client.cli;

import dev.keybay.client.PolicyAdmin;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay policy delete}. */
@Command(
    name = "delete",
    description = {
      "Deletes a policy; its history stays.",
      "Without the resource policy every guest is denied, without a named one whoever an access "
          + "rule holds against it. Without a scoped one, only the broader ones hold."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy delete --scope resource/team-a",
      "  keybay policy delete --attestation default_dcu"
    })
final class PolicyDelete implements Runnable {

  @Mixin private PolicyOptions policy;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    new PolicyAdmin(admin.client()).delete(policy.name());
    output.print(
        Map.of("policy", policy.name().id(), "deleted", true),
        () -> "deleted the " + policy.name());
  }
}
