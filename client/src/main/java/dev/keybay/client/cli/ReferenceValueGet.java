package dev.keybay.client.cli;

import dev.keybay.client.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay reference-value get}. */
@Command(
    name = "get",
    description = "Prints a reference value, which is JSON in any case.",
    footerHeading = "%nExample:%n",
    footer = "  keybay reference-value get launch_digest")
final class ReferenceValueGet implements Runnable {

  @Parameters(paramLabel = "NAME")
  private String name;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Object value = admin.client().getReferenceValue(name);
    output.print(value, () -> Json.write(value));
  }
}
