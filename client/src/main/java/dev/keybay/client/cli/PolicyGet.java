package dev.keybay.client.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay policy get}. */
@Command(
    name = "get",
    description = {
      "Prints the ids of the resource policies, as any broker of the protocol can.",
      "keybay policy show prints the text of one."
    },
    footerHeading = "%nExample:%n",
    footer = "  keybay policy get --json")
final class PolicyGet implements Runnable {

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<String> ids = admin.client().getResourcePolicyIds();
    output.print(ids, () -> String.join("\n", ids));
  }
}
