package dev.keybay.client.cli;

import dev.keybay.client.author.DevCommand;
import dev.keybay.client.demo.DemoCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the command tree. */
@Command(
    name = "keybay",
    description = "Talks to a key broker: Keybay, or any other that speaks the Trustee protocol.",
    versionProvider = Keybay.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay demo",
      "  keybay resource set default/key/disk --file disk.key",
      "  keybay plugin list",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage.",
      "The variables KEYBAY_URL, KEYBAY_DATA, KEYBAY_ADMIN_TOKEN and"
          + " KEYBAY_ADMIN_TOKEN_FILE stand for the options of those names."
    })
public final class Keybay {

  private static final List<Class<?>> COMMANDS =
      List.of(
          ResourceCommand.class,
          PolicyCommand.class,
          AttestCommand.class,
          ReferenceValueCommand.class,
          PluginCommand.class,
          GuestsCommand.class,
          AdminCommand.class,
          ImportCommand.class,
          DevCommand.class,
          DemoCommand.class);

  // Both are read by picocli alone.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private Keybay() {}

  public static void main(String[] args) {
    System.exit(run(commandLine(), args));
  }

  /** The command tree on the process's own streams; others may add subcommands to it. */
  public static CommandLine commandLine() {
    return commandLine(Console.system());
  }

  /** The command tree on given streams. */
  public static CommandLine commandLine(Console console) {
    return root(console, COMMANDS);
  }

  /** The root without any command: looking at all of them would slow the start of a broker. */
  public static CommandLine root() {
    return root(Console.system(), List.of());
  }

  private static CommandLine root(Console console, List<Class<?>> subcommands) {
    CommandLine commands = new CommandLine(new Keybay(), new ConsoleFactory(console));
    subcommands.forEach(commands::addSubcommand);
    CommandLine plugin = commands.getSubcommands().get("plugin");
    if (plugin != null) {
      for (PluginVerb verb : PluginVerb.values()) {
        plugin.addSubcommand(PluginOperationCommand.of(verb, console, commands.getFactory()));
      }
    }
    return commands.setOut(writer(console.out())).setErr(writer(console.err()));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /**
   * Runs one command. Exceptions become one line on standard error.
   *
   * @return 0 if it is done, 1 if it failed, 2 if the arguments were wrong
   */
  public static int run(CommandLine commands, String... args) {
    return commands
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(ErrorLines::misused)
        .setExecutionExceptionHandler((error, command, parsed) -> ErrorLines.failed(error, command))
        .execute(args);
  }

  /** The version of the jar that this class is in. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "keybay "
            + Optional.ofNullable(Keybay.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)")
      };
    }
  }
}
