package dev.keybay.client.cli;

import picocli.CommandLine.Command;

/** {@code keybay policy}. */
@Command(
    name = "policy",
    description = {
      "Sets the policies, which are Rego.",
      "The resource policy decides who may read what; attestation policies appraise " + "evidence."
    },
    subcommands = {PolicySet.class, PolicyGet.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay policy set --file allow.rego",
      "  keybay policy set --attestation default_cpu --file cpu.rego",
      "  keybay policy get"
    })
final class PolicyCommand {}
