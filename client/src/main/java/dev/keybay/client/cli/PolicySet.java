package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import dev.keybay.client.PolicyAdmin;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay policy set}. */
@Command(
    name = "set",
    description = {
      "Replaces the resource policy, or with --attestation an attestation policy.",
      "With --scope, sets a policy that requests for that part of the paths need as well.",
      "With --named, one that requests need as well where a plugin's access rule names it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy set --file allow.rego",
      "  keybay policy set --attestation default_cpu < cpu.rego",
      "  keybay policy set --scope resource/team-a --file team-a.rego"
    })
final class PolicySet implements Runnable {

  @Mixin private PolicyOptions policy;
  @Mixin private InputOptions input;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String rego = input.text();
    AdminClient client = admin.client();
    if (policy.attestation().isPresent()) {
      client.setAttestationPolicy(policy.attestation().get(), rego);
    } else if (policy.global()) {
      client.setResourcePolicy(rego);
    } else {
      new PolicyAdmin(client).setResourcePolicy(policy.name(), rego);
    }
    String what = policy.name().toString();
    output.print(Map.of("set", what), () -> "set the " + what);
  }
}
