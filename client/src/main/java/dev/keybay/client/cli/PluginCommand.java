package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay plugin}. */
@Command(
    name = "plugin",
    description = "Lists plugins and switches them on and off, while the broker serves.",
    subcommands = {PluginList.class, PluginEnable.class, PluginDisable.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin list",
      "  keybay plugin disable hello",
      "  keybay plugin enable hello@1.0"
    })
final class PluginCommand {}
