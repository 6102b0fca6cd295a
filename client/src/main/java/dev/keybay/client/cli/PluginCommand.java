package dev.keybay.client.cli;

import dev.keybay.client.author.PluginCheck;
import dev.keybay.client.author.PluginCreate;
import picocli.CommandLine.Command;

/** {@code keybay plugin}. */
@Command(
    name = "plugin",
    description =
        "Lists plugins, and creates, checks, installs, updates, routes, switches and removes them while the broker"
            + " serves.",
    subcommands = {
      PluginList.class,
      PluginOperations.class,
      PluginAudit.class,
      PluginCreate.class,
      PluginCheck.class,
      PluginDesired.class,
      PluginConfig.class,
      PluginSign.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin list",
      "  keybay plugin install hello-1.0.3.jar --plan",
      "  keybay plugin disable hello",
      "  keybay plugin config hello",
      "  keybay plugin enable hello@1.0",
      "  keybay plugin create greeter",
      "  keybay plugin check greeter-1.0.0.jar",
      "  keybay plugin sign hello-1.0.3.jar --key acme.p12"
    })
final class PluginCommand {}
