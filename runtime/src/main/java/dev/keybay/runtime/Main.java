package dev.keybay.runtime;

import dev.keybay.client.cli.Keybay;
import picocli.CommandLine;

/** The {@code keybay} command: the client's commands, and those that run a broker here. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine commands = Keybay.commandLine();
    commands.addSubcommand(new StartCommand());
    commands.addSubcommand(new StopCommand());
    commands.addSubcommand(new StatusCommand());
    commands.addSubcommand(new ShellCommand());
    System.exit(Keybay.run(commands, arguments));
  }
}
