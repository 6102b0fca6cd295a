package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay reference-value}. */
@Command(
    name = "reference-value",
    description = "The values that attestation policies compare evidence with.",
    subcommands = {
      ReferenceValueSet.class,
      ReferenceValueGet.class,
      ReferenceValueList.class,
      ReferenceValueDelete.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay reference-value set launch_digest abcde",
      "  keybay reference-value get launch_digest",
      "  keybay reference-value list"
    })
final class ReferenceValueCommand {}
