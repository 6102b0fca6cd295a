package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandTreeTest {

  static Stream<CommandLine> commands() {
    return all(Keybay.commandLine());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandTreeTest::all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertTrue(help.contains("Example"), name);
    assertTrue(help.contains("  " + name), name + " in its own examples");
    assertTrue(help.contains("--help"), name);
    assertTrue(command.getCommandSpec().usageMessage().description().length > 0, name);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandThatPrintsAResultCanPrintJson(CommandLine command) {
    boolean group = !command.getSubcommands().isEmpty();
    assertEquals(!group, command.getCommandSpec().optionsMap().containsKey("--json"));
  }

  @Command(name = "start")
  static final class Start implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new CommandFailure("the port is taken");
    }
  }

  @Test
  void anotherModulesCommandJoinsTheTree() {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine commands =
        Keybay.commandLine()
            .addSubcommand(new Start())
            .setErr(new PrintWriter(err, true))
            .setOut(new PrintWriter(out, true));
    assertEquals(1, Keybay.run(commands, "start"));
    assertEquals("keybay: the port is taken\n", err.toString());
    assertEquals(0, Keybay.run(commands, "start", "--help"));
    assertTrue(out.toString().startsWith("Usage: keybay start"), out.toString());
  }

  @Test
  void aGroupAloneIsWrongUsage() {
    CommandLine commands = Keybay.commandLine().setErr(new PrintWriter(new StringWriter()));
    assertEquals(2, Keybay.run(commands, "resource"));
    assertEquals(2, Keybay.run(commands));
    assertEquals(2, Keybay.run(commands, "nothing"));
  }
}
