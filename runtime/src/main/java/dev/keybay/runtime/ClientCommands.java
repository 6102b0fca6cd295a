package dev.keybay.runtime;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command tree, until the client module brings its own. */
@Command(
    name = "keybay",
    mixinStandardHelpOptions = true,
    subcommands = CommandLine.HelpCommand.class)
final class ClientCommands {
  private ClientCommands() {}

  static CommandLine commandLine() {
    return new CommandLine(new ClientCommands());
  }

  static int run(CommandLine commands, String[] arguments) {
    return commands.execute(arguments);
  }
}
