package dev.keybay.runtime;

import dev.keybay.client.cli.Keybay;
import picocli.CommandLine;

/** The {@code keybay} command: the client's commands, and those that run a broker here. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    boolean start = arguments.length > 0 && arguments[0].equals("start");
    CommandLine commands = start ? Keybay.root() : Keybay.commandLine();
    commands.addSubcommand(new StartCommand(start ? CryptoProvider.load() : null));
    if (!start) {
      commands.addSubcommand(new StopCommand());
      commands.addSubcommand(new StatusCommand());
      commands.addSubcommand(new ShellCommand());
      // What stands behind the words of a shell command is the shell's, as in "keybay shell lb -s".
      commands.getSubcommands().get("shell").setStopAtPositional(true);
    }
    System.exit(Keybay.run(commands, arguments));
  }
}
