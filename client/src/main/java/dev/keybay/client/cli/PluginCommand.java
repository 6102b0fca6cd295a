package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay plugin}. */
@Command(
    name = "plugin",
    description =
        "Lists plugins, and installs, updates, routes, switches and removes them while the broker"
            + " serves.",
    subcommands = {PluginList.class, PluginOperations.class, PluginAudit.class, PluginSign.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin list",
      "  keybay plugin install hello-1.0.3.jar --plan",
      "  keybay plugin disable hello",
      "  keybay plugin enable hello@1.0",
      "  keybay plugin sign hello-1.0.3.jar --key acme.p12"
    })
final class PluginCommand {}
