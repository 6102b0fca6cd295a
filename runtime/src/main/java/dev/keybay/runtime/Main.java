package dev.keybay.runtime;

import picocli.CommandLine;

/** The {@code keybay} command: the client's commands, and those that run a broker here. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine commands = ClientCommands.commandLine();
    commands.addSubcommand(new StartCommand());
    commands.addSubcommand(new StopCommand());
    commands.addSubcommand(new StatusCommand());
    commands.addSubcommand(new ShellCommand());
    // What stands behind the words of a shell command is the shell's, as in "keybay shell lb -s".
    commands.getSubcommands().get("shell").setStopAtPositional(true);
    System.exit(ClientCommands.run(commands, arguments));
  }
}
