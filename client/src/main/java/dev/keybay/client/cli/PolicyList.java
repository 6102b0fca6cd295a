package dev.keybay.client.cli;

import dev.keybay.client.AdminClient;
import dev.keybay.client.PolicyAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay policy list}. */
@Command(
    name = "list",
    description = "Lists the policies of both kinds.",
    footerHeading = "%nExample:%n",
    footer = "  keybay policy list")
final class PolicyList implements Runnable {

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    AdminClient client = admin.client();
    List<Map<String, Object>> policies = new ArrayList<>();
    client.getResourcePolicyIds().forEach(id -> policies.add(policy("resource", id)));
    new PolicyAdmin(client).attestationIds().forEach(id -> policies.add(policy("attestation", id)));
    output.print(policies, () -> Table.of(policies, "kind", "id").toString());
  }

  private static Map<String, Object> policy(String kind, String id) {
    return Map.of("kind", kind, "id", id);
  }
}
