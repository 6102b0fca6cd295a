package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay plugin}. */
@Command(
    name = "plugin",
    description =
        "Lists plugins, switches them on and off while the broker serves, and signs them.",
    subcommands = {PluginList.class, PluginEnable.class, PluginDisable.class, PluginSign.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin list",
      "  keybay plugin disable hello",
      "  keybay plugin enable hello@1.0",
      "  keybay plugin sign hello-1.0.3.jar --key acme.p12"
    })
final class PluginCommand {}
