package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay policy}. */
@Command(
    name = "policy",
    description = {
      "The policies, which are Rego.",
      "The resource policy decides who may read what; attestation policies appraise " + "evidence."
    },
    subcommands = {
      PolicySet.class,
      PolicyGet.class,
      PolicyList.class,
      PolicyShow.class,
      PolicyHistory.class,
      PolicyRollback.class,
      PolicyDelete.class,
      PolicyTry.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy set --file allow.rego",
      "  keybay policy set --attestation default_cpu --file cpu.rego",
      "  keybay policy show",
      "  keybay policy test --path resource/default/key/disk --file claims.json",
      "  keybay policy rollback 3"
    })
final class PolicyCommand {}
