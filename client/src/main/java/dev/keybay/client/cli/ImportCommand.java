package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay import}. */
@Command(
    name = "import",
    description = "Takes over what another broker has.",
    subcommands = ImportTrustee.class,
    footerHeading = "%nExample:%n",
    footer = "  keybay import trustee kbs-config.toml --plan")
final class ImportCommand {}
