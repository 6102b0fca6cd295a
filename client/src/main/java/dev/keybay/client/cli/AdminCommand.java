package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay admin}. */
@Command(
    name = "admin",
    description = "What administrators need on the broker's machine.",
    subcommands = AdminTokenCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {"  keybay admin token", "  keybay admin token --role values --ttl 8h"})
final class AdminCommand {}
