package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay resource}. */
@Command(
    name = "resource",
    description = "Reads, sets and deletes resources, the secrets that guests ask for.",
    subcommands = {
      ResourceSet.class,
      ResourceGet.class,
      ResourceList.class,
      ResourceInfo.class,
      ResourceRestore.class,
      ResourceDelete.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay resource set default/key/disk --file disk.key",
      "  keybay resource get default/key/disk",
      "  keybay resource delete default/key/disk"
    })
final class ResourceCommand {}
