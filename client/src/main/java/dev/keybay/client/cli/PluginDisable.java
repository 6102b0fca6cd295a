package dev.keybay.client.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin disable}. */
@Command(
    name = "disable",
    description = "Switches a plugin off; requests that are inside it are finished first.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin disable hello", "  keybay plugin disable hello@1.0"})
final class PluginDisable implements Runnable {

  @Parameters(
      paramLabel = "SELECTOR",
      description = "name, name@MAJOR, name@MAJOR.MINOR or name@MAJOR.MINOR.PATCH")
  private String selector;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    admin.client().pluginDisable(selector);
    output.print(Map.of("plugin", selector, "disabled", true), () -> "disabled " + selector);
  }
}
