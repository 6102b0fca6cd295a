package dev.keybay.client.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin enable}. */
@Command(
    name = "enable",
    description = "Switches a plugin on and returns when it serves.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin enable hello", "  keybay plugin enable hello@1.0"})
final class PluginEnable implements Runnable {

  @Parameters(
      paramLabel = "SELECTOR",
      description = "name, name@MAJOR, name@MAJOR.MINOR or name@MAJOR.MINOR.PATCH")
  private String selector;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    admin.client().pluginEnable(selector);
    output.print(Map.of("plugin", selector, "enabled", true), () -> "enabled " + selector);
  }
}
