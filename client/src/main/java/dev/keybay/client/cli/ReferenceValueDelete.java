package dev.keybay.client.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay reference-value delete}. */
@Command(
    name = "delete",
    description = "Deletes a reference value.",
    footerHeading = "%nExample:%n",
    footer = "  keybay reference-value delete launch_digest")
final class ReferenceValueDelete implements Runnable {

  @Parameters(paramLabel = "NAME")
  private String name;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    admin.client().deleteReferenceValue(name);
    output.print(Map.of("name", name, "deleted", true), () -> "deleted " + name);
  }
}
